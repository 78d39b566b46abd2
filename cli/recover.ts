import { concludeGameDay } from '../core/gameday/conclude-gameday.ts';
import type { Ports } from '../core/ports.ts';
import { bringHome, homeComingMs } from '../core/protocol/bring-home.ts';
import { conclude } from '../core/protocol/conclude.ts';
import { because } from '../core/protocol/record.ts';
import type { Conclusion, Run } from '../core/run.ts';
import { labExecutions } from '../lab/adapters/executions.ts';
import type { LabClient } from '../lab/client.ts';
import { isAlive } from '../lab/process/process-identity.ts';
import { type Desk, drivenElsewhere, type Listeners, labPorts } from './lab-ports.ts';
import { closeLostGameDay, closeLostRun } from './lost.ts';

/** What became of a run that a dead process had left open. */
export type Recovered = {
  readonly runId: string;
  readonly experiment: string;
  readonly conclusion?: Conclusion;
  readonly trouble?: string;
};

/** Core's ports for a process that drives nothing. */
export const idlePorts = (desk: Desk, lab: LabClient, listeners?: Listeners): Ports => {
  const executions = labExecutions(undefined, {
    drives: (name) => drivenElsewhere(desk, name),
    claim: async () => undefined,
  });
  return labPorts(desk, lab, executions, { start: async () => undefined }, listeners);
};

/** Finds every run whose process has died, and takes it home. What every command does first. */
export const recover = async (
  desk: Desk,
  lab: LabClient | undefined,
  tell: (run: Run) => void,
  listeners?: Listeners,
): Promise<readonly Recovered[]> => {
  const recovered: Recovered[] = [];
  for (const run of await desk.store.runs.open()) {
    if (!(await desk.store.owners.claim(run.runId, desk.me, isAlive))) continue;
    tell(run);
    const { runId, experiment } = run;
    recovered.push({ runId, experiment: experiment.name, ...(await home(desk, lab, run, listeners)) });
    await desk.store.owners.release(runId, desk.me);
  }
  await finishClosed(desk, lab);
  await closeGameDays(desk, lab);
  return recovered;
};

// A process that died between its verdict and the last step after it: the lease is released among the last.
const finishClosed = async (desk: Desk, lab: LabClient | undefined): Promise<void> => {
  const { runs, leases, owners } = desk.store;
  for (const runId of new Set((await leases.list()).map(({ holder }) => holder))) {
    const run = await runs.get(runId);
    if (run?.state !== 'closed' || run.conclusion === undefined) continue;
    if (!(await owners.claim(runId, desk.me, isAlive))) continue;
    if (lab === undefined) await leases.release(runId);
    else await conclude(idlePorts(desk, lab), runId);
    await owners.release(runId, desk.me);
  }
};

const home = async (
  desk: Desk,
  lab: LabClient | undefined,
  run: Run,
  listeners?: Listeners,
): Promise<Pick<Recovered, 'conclusion' | 'trouble'>> => {
  if (lab === undefined) return { conclusion: await closeLostRun(desk, run) };
  const ports = idlePorts(desk, lab, listeners);
  try {
    const owner = `the process that drove it has died in state ${run.state}`;
    // One attempt is enough for what a person already knows of.
    const known = run.conclusion?.restoration === 'unverified';
    const patienceMs = known ? 0 : await homeComingMs(ports, run.runId);
    return { conclusion: await bringHome(ports, run.runId, owner, patienceMs) };
  } catch (failure) {
    return { trouble: because(failure) };
  }
};

const closeGameDays = async (desk: Desk, lab: LabClient | undefined): Promise<void> => {
  for (const { gameDayId } of await desk.store.gameDays.open()) {
    if (!(await desk.store.owners.claim(gameDayId, desk.me, isAlive))) continue;
    if (lab) await concludeGameDay(idlePorts(desk, lab), gameDayId, 'the process that drove it has died');
    else await closeLostGameDay(desk, { gameDayId });
    await desk.store.owners.release(gameDayId, desk.me);
  }
};
