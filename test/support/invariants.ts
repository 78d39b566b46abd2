import type { DeadMan, FaultDriver, Leases, Ports, Runs } from '../../core/ports.ts';
import type { FaultRecord } from '../../core/run.ts';
import type { MemoryDeadMan } from './memory/dead-man.ts';
import type { Instance } from './memory/targets.ts';
import type { Shop } from './shop.ts';

/** What of the safety protocol was broken, in the order in which it happened. */
export type Violations = readonly string[];

type Watched = Pick<
  Shop,
  'runs' | 'leases' | 'deadMan' | 'faults' | 'targets' | 'journal' | 'experiments' | 'alarms'
>;

/** The same shop, with the invariants of the safety protocol checked at every call that could break one. */
export const heldToInvariants = <T extends Watched>(shop: T): T & { readonly violations: Violations } => {
  const violations: string[] = [];
  const must = (holds: boolean, what: string) => {
    if (!holds) violations.push(what);
  };
  const hit = new Map<string, Set<string>>();
  const isWhole = ({ state, target }: Instance) =>
    state === 'running' ||
    (state === 'terminated' && shop.targets.all().some(({ replaces }) => replaces === target.arn));
  const whole: Whole = (runId) =>
    shop.targets.all().every((one) => isWhole(one) || !hit.get(runId)?.has(one.target.arn));
  const remember = ({ runId, targets }: FaultRecord) => {
    const arns = hit.get(runId) ?? new Set();
    for (const { arn } of targets) arns.add(arn);
    hit.set(runId, arns);
  };
  return {
    ...shop,
    violations,
    faults: shop.faults.map((driver) => intentFirst(driver, shop, remember, must)),
    // What is faulted there after that is another's.
    runs: heldWhenNoticed(
      closedWhenWhole(shop.runs, whole, must, (runId) => hit.delete(runId)),
      shop,
      must,
    ),
    leases: releasedWhenClosed(shop.leases, shop.runs, whole, must),
    deadMan: disarmedWhenWhole(shop.deadMan, whole, must),
  };
};

/** Whether everything that a run has hit is as it ought to be. */
type Whole = (runId: string) => boolean;
type Must = (holds: boolean, what: string) => void;

const intentFirst = (
  driver: FaultDriver,
  { runs, deadMan, leases, journal }: Pick<Ports, 'runs' | 'leases' | 'journal'> & { deadMan: MemoryDeadMan },
  remember: (fault: FaultRecord) => void,
  must: Must,
): FaultDriver => ({
  ...driver,
  inject: async (fault) => {
    const { runId, ordinal, name } = fault;
    remember(fault);
    const record = (await runs.faults(runId)).find((one) => one.ordinal === ordinal);
    const written = await journal.read(runId);
    const isArmed = deadMan.firesAtMs(runId) !== undefined;
    const { deadlineMs, onlyPlan } = (await runs.get(runId)) ?? {};
    const isLeased = (await leases.list()).some(({ holder }) => holder === runId);
    await driver.inject(fault);
    // Only what took effect counts: a call that the far end refuses has hurt nobody.
    must(record?.state === 'intended', `S1: ${name} was injected without a record of the intent`);
    must(
      written.some(({ kind }) => kind === 'fault-intended'),
      `S1: ${name} is not in the journal`,
    );
    must(
      fault.targets.every(({ arn }) => record?.before[arn]),
      `S2: ${name} has no before-image`,
    );
    must(isArmed, `S3: ${name} was injected with no dead man`);
    must(deadlineMs !== undefined, `S4: ${name} has no deadline`);
    must(onlyPlan === undefined, `S11: ${name} was injected by a run that was only to be planned`);
    must(isLeased, `S13: ${name} has no lease`);
  },
});

const closedWhenWhole = (runs: Runs, whole: Whole, must: Must, forget: (runId: string) => void): Runs => ({
  ...runs,
  update: async (runId, condition, change) => {
    const after = await runs.update(runId, condition, change);
    if (after && change.state === 'closed') {
      must(whole(runId), `S7: ${runId} was closed while something was faulted`);
      if (whole(runId)) forget(runId);
    }
    return after;
  },
});

// By the alarms themselves, whatever the run has read of them.
const heldWhenNoticed = (
  runs: Runs,
  { experiments, alarms }: Pick<Shop, 'experiments' | 'alarms'>,
  must: Must,
): Runs => ({
  ...runs,
  update: async (runId, condition, change) => {
    const after = await runs.update(runId, condition, change);
    if (after?.conclusion?.hypothesis !== 'held' || change.state !== 'closed') return after;
    const { injectedAtMs = 0, conclusion } = after;
    const { expect = [] } = (await experiments.get(after.experiment))?.document ?? {};
    for (const one of expect.filter((each) => 'alarm' in each)) {
      const limitMs = injectedAtMs + one.withinMs;
      const went = (await alarms.history(one.alarm, injectedAtMs)).some(
        ({ state, atMs }) => state === 'ALARM' && atMs >= injectedAtMs && atMs <= limitMs,
      );
      must(went, `S12: ${runId} was held though ${one.alarm} did not go off in time`);
    }
    const isMet = (conclusion?.expectations ?? []).filter(({ outcome }) => outcome === 'met').length;
    must(isMet === expect.length, `S12: ${runId} was held with an expectation that was not met`);
    return after;
  },
});

const releasedWhenClosed = (leases: Leases, runs: Runs, whole: Whole, must: Must): Leases => ({
  ...leases,
  release: async (holder) => {
    must(
      (await runs.get(holder))?.state === 'closed',
      `S6: the lease of ${holder} was released before it was closed`,
    );
    must(whole(holder), `S6: the lease of ${holder} was released while something was faulted`);
    await leases.release(holder);
  },
});

const disarmedWhenWhole = <T extends DeadMan>(deadMan: T, whole: Whole, must: Must): T => ({
  ...deadMan,
  disarm: async (runId: string) => {
    must(whole(runId), `S3: the dead man of ${runId} was disarmed while something was faulted`);
    await deadMan.disarm(runId);
  },
});
