import type { Experiment } from '../experiment.ts';
import type { Ports } from '../ports.ts';
import { injectedAnything, recoveryBaseMs } from '../restoration.ts';
import type { Recovery, Run } from '../run.ts';
import { because, experimentOf, note } from './record.ts';
import { allHeld, type HttpStatuses, held, statuses } from './steady.ts';
import { verifyAll } from './verify.ts';

/** State AwaitRecovery: answered when the steady state is back, or when it is certain that it is late. */
export const awaitRecovery = async (ports: Ports, runId: string, token: string): Promise<void> => {
  const run = await ports.runs.update(
    runId,
    { states: ['verifying', 'recovering'] },
    { state: 'recovering', waiting: { state: 'recovery', token }, recoveringAtMs: ports.clock.now() },
  );
  if (run === undefined) return ports.executions.succeed(token, {});
  await note(ports, runId, 'awaiting-recovery');
  await considerRecovered(ports, run, await experimentOf(ports, run));
};

/** Answers AwaitRecovery when it can be answered. */
export const considerRecovered = async (
  ports: Ports,
  run: Run,
  experiment: Experiment,
  http?: HttpStatuses,
): Promise<void> => {
  const { waiting, runId } = run;
  if (waiting?.state !== 'recovery') return;
  const faults = await ports.runs.faults(runId);
  if (!injectedAnything(faults)) return settle(ports, run, undefined);
  const baseMs = recoveryBaseMs(run, faults);
  const { holdForMs } = experiment.steadyState;
  const nowMs = ports.clock.now();
  const limitMs = baseMs + experiment.recovery.withinMs;
  if (http && !allHeld(http, experiment, nowMs, baseMs) && nowMs <= limitMs) return;
  const all = await statuses(ports, run, experiment, http);
  const { held: holds, sinceMs = Infinity } = held(all, holdForMs, nowMs, baseMs);
  if (nowMs > limitMs && sinceMs > limitMs) {
    const reason = all.filter(({ steadySinceMs }) => steadySinceMs === undefined || steadySinceMs > limitMs);
    const why = reason.map(({ probe, reason: said }) => `${probe}: ${said}`).join('; ');
    return settle(ports, run, { inTime: false, reason: why });
  }
  if (holds && (await irreversiblesBack(ports, run)))
    await settle(ports, run, { inTime: true, steadyFromMs: sinceMs });
};

const settle = async (ports: Ports, run: Run, recovered: Recovery | undefined): Promise<void> => {
  const { waiting, runId } = run;
  const change = { waiting: undefined, ...(recovered && { recovered }) };
  if (!(await ports.runs.update(runId, { states: ['recovering'] }, change))) return;
  if (recovered)
    await note(ports, runId, recovered.inTime ? 'recovered' : 'recovery-late', { data: { ...recovered } });
  if (waiting) await ports.executions.succeed(waiting.token, {});
};

const irreversiblesBack = async (ports: Ports, { runId }: Run): Promise<boolean> => {
  const faults = await ports.runs.faults(runId);
  const open = faults.filter(
    ({ revertClass, state }) => revertClass === 'irreversible' && state === 'undone',
  );
  try {
    await verifyAll(ports, open);
    return true;
  } catch (failure) {
    await note(ports, runId, 'not-yet-recovered', { reason: because(failure) });
    return false;
  }
};
