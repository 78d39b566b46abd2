import { driverOf } from '../plan.ts';
import type { Ports } from '../ports.ts';
import { beforeRevert, type Run, type Signal } from '../run.ts';
import { inShort } from './problem.ts';
import { note, runOf } from './record.ts';

/** Stops a run. Idempotent: the first signal wins, and from its conditional write on nothing can be injected. */
export const signalRun = async (ports: Ports, runId: string, signal: Signal): Promise<boolean> => {
  const run = await runOf(ports, runId);
  const stopped = await ports.runs.update(
    runId,
    { states: beforeRevert, epoch: run.epoch },
    { state: 'reverting', epoch: run.epoch + 1, signal, revertingAtMs: ports.clock.now() },
  );
  if (stopped === undefined) return false;
  const { kind, actor, reason } = signal;
  const data = { kind, probe: signal.probe, readingAtMs: signal.readingAtMs };
  // The answer must wait neither for the far end's fence nor for the journal: the conditional write is what counts.
  const [, , written] = await Promise.allSettled([
    answerStopped(ports, stopped),
    fence(ports, stopped),
    note(ports, runId, 'signal', { actor, reason, data }),
  ]);
  if (written.status === 'rejected') throw written.reason;
  return true;
};

/** Lets the state that waits go on, after a signal. An answered or missing token is fine. */
export const answerStopped = async (ports: Ports, { waiting, signal }: Run): Promise<void> => {
  if (waiting === undefined) return;
  if (waiting.state === 'observe') return ports.executions.succeed(waiting.token, {});
  if (waiting.state !== 'recovery')
    await ports.executions.fail(waiting.token, 'RunStopped', inShort(signal?.reason ?? 'stopped'));
};

/** Has every far end refuse whatever of this run still arrives, where it can; answers what failed. */
export const fence = async (
  ports: Pick<Ports, 'faults'>,
  run: Pick<Run, 'runId' | 'plan'>,
): Promise<readonly unknown[]> => {
  const drivers = new Set((run.plan?.faults ?? []).flatMap((fault) => driverOf(ports.faults, fault) ?? []));
  const fenced = await Promise.allSettled([...drivers].map((driver) => driver.fence(run.runId)));
  return fenced.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
};
