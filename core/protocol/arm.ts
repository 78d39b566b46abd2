import { RunStopped, ServiceUnavailable } from '../errors.ts';
import { driverOf } from '../plan.ts';
import type { Ports, RunChange } from '../ports.ts';
import type { FaultRecord, PlannedFault, Run } from '../run.ts';
import { experimentOf, note, runOf } from './record.ts';

/** How long the orchestrator may be silent before the dead man acts. */
export const deadManDelayMs = 5 * 60_000;

/** State Arm: every before-image taken, then the dead man scheduled with everything needed to undo. */
export const armDeadMan = async (ports: Ports, runId: string): Promise<void> => {
  const run = await runOf(ports, runId);
  const { limits } = await experimentOf(ports, run);
  const deadlineMs = ports.clock.now() + limits.maxDurationMs;
  const faults = await Promise.all(
    (run.plan?.faults ?? []).map((fault, ordinal) => recordOf(ports, run, fault, ordinal, deadlineMs)),
  );
  // Only what was read before the first fault is a before-image: a late repeat of this call changes nothing.
  await untouched(ports, run, {});
  for (const fault of faults) await ports.runs.putFault(fault);
  for (const { name, before, after } of faults)
    await note(ports, runId, 'before-image', { data: { fault: name, before, after } });
  const fireAtMs = Math.min(ports.clock.now() + deadManDelayMs, deadlineMs);
  await ports.deadMan.arm({ runId, faults }, fireAtMs);
  // Asked, not believed: an arming that was answered and never happened would be noticed when it is needed.
  if (!(await ports.deadMan.postpone(runId, fireAtMs)))
    throw new ServiceUnavailable(`The dead man of run ${runId} was armed, and is not there`);
  await note(ports, runId, 'dead-man-armed', { data: { fireAtMs, deadlineMs } }, { durable: true });
  await untouched(ports, run, { state: 'armed', deadlineMs });
};

const untouched = async (
  { runs }: Ports,
  { runId, epoch }: Run,
  change: Pick<RunChange, 'state' | 'deadlineMs'>,
): Promise<void> => {
  if (!(await runs.update(runId, { states: ['checking', 'armed'], epoch }, change)))
    throw new RunStopped(`Run ${runId} was stopped before its first fault`);
};

const recordOf = async (
  { faults: drivers }: Ports,
  { runId }: Run,
  fault: PlannedFault,
  ordinal: number,
  deadlineMs: number,
): Promise<FaultRecord> => {
  const driver = driverOf(drivers, fault);
  if (driver === undefined) throw new RunStopped(`No driver makes ${fault.action} any more`);
  const { before, after } = await driver.snapshot(fault);
  const { name, action, revertClass, targets, atStart, parameters, startAfterMs, durationMs } = fault;
  const what = {
    name,
    action,
    driver: driver.name,
    revertClass,
    targets,
    ...(atStart && { atStart }),
    parameters,
    startAfterMs,
    durationMs,
  };
  return { runId, ordinal, ...what, before, after, deadlineMs, token: `${runId}/${ordinal}`, state: 'armed' };
};
