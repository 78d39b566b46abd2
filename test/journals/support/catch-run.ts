import type { DeadManInput } from '../../../core/ports.ts';
import { decideApproval } from '../../../core/protocol/approval.ts';
import { startRun } from '../../../core/protocol/start.ts';
import { type Process, startProcess } from '../../support/process.ts';
import { openShop, type Shop } from '../../support/shop.ts';
import { type Moment, moments } from './moments.ts';
import type { OldJournal, OldJournals } from './old-journal.ts';

const minute = 60_000;

/** Every moment, caught by the present code. */
export const catchAll = async (): Promise<OldJournals> => {
  const caught: Record<string, OldJournal> = {};
  for (const [name, moment] of Object.entries(moments)) caught[name] = await catchRun(moment);
  return caught;
};

/** Runs an experiment until the moment, lets its process die there, and takes what it has left. */
const catchRun = async (moment: Moment): Promise<OldJournal> => {
  const shop = openShop({ needs: 1 });
  const { clock, runs, journal, ids } = shop;
  await clock.advance(10 * minute);
  const runId = ids.runId();
  const process: Process = startProcess({ ...shop, violations: [] }, 'firedrill', {
    around: async ({ name: call, make }) => {
      const answer = await make();
      const run = await runs.get(runId);
      if (run && moment.is({ run, faults: await runs.faults(runId), call })) process.die();
      return answer;
    },
  });
  const ref = await process.ports.experiments.put(moment.experiment);
  await startRun(process.ports, { runId, experiment: ref, trigger: { kind: 'cli', actor: 'ana' } });
  await drive(shop, process, runId);
  const experiment = await shop.experiments.get(ref);
  const run = await runs.get(runId);
  if (run === undefined || experiment === undefined) throw new Error(`Nothing is left of ${runId}`);
  const atMs = clock.now();
  const left = { faults: await runs.faults(runId), journal: await journal.read(runId) };
  return { caught: moment.caught, atMs, experiment, run, ...left, deadMan: await inputOf(shop) };
};

/** Until the process dies, with a reconciler every minute, a person who approves what is asked, and metrics that are fine. */
const drive = async (shop: Shop, process: Process, runId: string): Promise<void> => {
  const person = startProcess({ ...shop, violations: [] }, 'ben');
  for (let seconds = 1; process.isAlive(); seconds += 1) {
    await shop.clock.advance(1_000);
    const run = await shop.runs.get(runId);
    if (run === undefined || run.state === 'closed') throw new Error(`Run ${runId} never came to its moment`);
    if (run.state === 'awaiting-approval' && !run.approval)
      await decideApproval(person.ports, runId, 'approved', 'ben');
    for (const alarm of await shop.alarms.temporary(runId)) shop.alarms.set(alarm, 'OK');
    if (seconds % 60 === 0) void process.invoke('reconcile', {}).catch(() => undefined);
  }
};

/** What the dead man is handed when it fires. */
const inputOf = async ({ clock, whenSilent }: Shop): Promise<DeadManInput> => {
  let fired: DeadManInput | undefined;
  whenSilent(async (input) => {
    fired ??= input;
  });
  await clock.advance(10 * minute);
  if (fired === undefined) throw new Error('The dead man did not fire');
  return fired;
};
