import { canonicalJson, chain } from '../../../core/chain.ts';
import { leaseKeys } from '../../../core/plan.ts';
import type { FaultDriver, Journal, JournalRecord } from '../../../core/ports.ts';
import type { FaultRecord, Image } from '../../../core/run.ts';
import type { Around } from '../../support/interfere.ts';
import { heldToInvariants } from '../../support/invariants.ts';
import { actionOf } from '../../support/memory/instance-actions.ts';
import type { MemoryTargets } from '../../support/memory/targets.ts';
import { type Process, startProcess } from '../../support/process.ts';
import { openShop } from '../../support/shop.ts';
import type { OldJournal } from './old-journal.ts';

/** A shop in the state that an old journal tells of, with its stores as they were left, and nobody who drives the run. */
export const reload = async (old: OldJournal, driver?: (driver: FaultDriver) => FaultDriver) => {
  const { run, faults, experiment, deadMan } = old;
  const fresh = openShop(driver ? { driver } : {});
  const shop = heldToInvariants({ ...fresh, journal: continued(run.runId, old.journal) });
  const { clock, runs, leases, targets } = shop;
  await clock.advance(Math.max(0, old.atMs - clock.now()));
  await shop.experiments.put(experiment.document);
  await runs.create(run);
  for (const fault of faults) await runs.putFault(fault);
  if (run.plan) await leases.acquire(run.runId, leaseKeys(run.plan, experiment.document));
  await shop.deadMan.arm(deadMan, Number.MAX_SAFE_INTEGER);
  for (const fault of faults) if (isLive(fault)) makeLive(targets, fault);

  const start = (actor: string, around?: Around): Process =>
    startProcess(shop, actor, around ? { around } : {});
  const reconciler = start('reconciler');
  return {
    ...shop,
    start,
    look: async () => (await runs.get(run.runId)) ?? run,
    /** Lets a function of a process work, and time pass with it; answers what it threw. */
    invoke: async (process: Process, name: string, event: unknown): Promise<unknown> => {
      const [done] = await Promise.all([
        Promise.allSettled([process.invoke(name, event)]),
        clock.advance(60_000),
      ]);
      return done[0].status === 'rejected' ? done[0].reason : undefined;
    },
    /** Lets the present reconciler look after everything, once a minute. */
    reconcile: async (minutes: number) => {
      for (let minute = 0; minute < minutes; minute += 1) {
        void reconciler.invoke('reconcile', {}).catch(() => undefined);
        await clock.advance(60_000);
      }
    },
    /** Of the targets of the run, those that are not what they were, or of which nothing has taken the place. */
    notBack: () => faults.flatMap((fault) => fault.targets.filter(({ arn }) => !isBack(targets, fault, arn))),
  };
};

const continued = (runId: string, records: readonly JournalRecord[]): Journal => {
  const journals = new Map([[runId, records]]);
  return {
    append: async (id, entry) => {
      const before = journals.get(id) ?? [];
      journals.set(id, [...before, chain(before.at(-1), structuredClone(entry))]);
    },
    read: async (id) => structuredClone(journals.get(id) ?? []),
  };
};

// What was sent is there, whatever is known of it; what cannot be undone is so after its undo as well.
const isLive = ({ state, revertClass }: FaultRecord) =>
  ['intended', 'injected'].includes(state) || (state === 'undone' && revertClass === 'irreversible');

const makeLive = (targets: MemoryTargets, { after }: FaultRecord) => {
  for (const [arn, { state, process }] of Object.entries(after)) {
    if (state === 'stopped') targets.stop(arn);
    if (state === 'terminated') targets.terminate(arn);
    if (process === 'down') targets.kill(arn);
  }
};

const isBack = (targets: MemoryTargets, fault: FaultRecord, arn: string): boolean => {
  const instance = targets.get(arn);
  if (instance === undefined) return false;
  const { image, recovered } = actionOf(fault);
  if (fault.revertClass === 'irreversible')
    return same(image(instance), fault.before[arn]) || recovered(instance, targets.all());
  return same(image(instance), fault.before[arn]);
};

const same = (one: Image, other: Image | undefined) => canonicalJson(one) === canonicalJson(other);
