import { lookAfterGameDays } from '../gameday/look-after.ts';
import { engagedLever } from '../guards.ts';
import type { Ports } from '../ports.ts';
import { beforeRevert, type Run, type Signal } from '../run.ts';
import { settleApproval } from './approval.ts';
import { deadManDelayMs } from './arm.ts';
import { considerSteady } from './consider-steady.ts';
import { finish } from './finish.ts';
import { proofMissing } from './observe.ts';
import { considerSignals } from './on-signal.ts';
import { because, experimentOf, note, runOf } from './record.ts';
import { considerRecovered } from './recovery.ts';
import { answerStopped, signalRun } from './signal.ts';
import { keepWatching, silentProbe } from './watchers.ts';

/** The look from outside, once a minute: every open run is healthy and goes on, or is stopped, or is brought home. */
export const reconcile = async (ports: Ports, bringHome: (runId: string) => Promise<void>): Promise<void> => {
  const open = await ports.runs.open();
  const looks = await Promise.allSettled([
    ...open.map((run) => reconcileRun(ports, run, bringHome)),
    finishClosed(ports),
    lookAfterGameDays(ports),
  ]);
  const failures = looks.flatMap((look) => (look.status === 'rejected' ? [look.reason as unknown] : []));
  if (failures.length > 0) throw failures[0];
};

// A run is stored before its execution is started, so for a moment there is none.
const graceMs = 60_000;

const reconcileRun = async (
  ports: Ports,
  run: Run,
  bringHome: (runId: string) => Promise<void>,
): Promise<void> => {
  const status = await ports.executions.status(run.runId);
  if (status === undefined && ports.clock.now() - run.createdAtMs < graceMs) return;
  if (status !== 'RUNNING') return bringHome(run.runId);
  await stopIfDue(ports, run);
  await goOn(ports, await runOf(ports, run.runId));
};

const isFaulty = ({ state }: Run): boolean => ['armed', 'injecting', 'observing'].includes(state);

/** Stops a run for whatever its own watchers cannot tell: the lever, the deadline, silence, an alarm whose event was lost. */
const stopIfDue = async (ports: Ports, run: Run): Promise<void> => {
  if (!beforeRevert.some((state) => state === run.state)) return;
  const experiment = await experimentOf(ports, run);
  const atMs = ports.clock.now();
  const stop = (kind: Signal['kind'], reason: string) =>
    signalRun(ports, run.runId, { kind, atMs, actor: ports.actor, reason });
  const lever = await engagedLever(ports, experiment).catch(
    (failure: unknown) => `the lever cannot be read: ${because(failure)}`,
  );
  if (lever) await stop('lever', lever);
  if (run.deadlineMs !== undefined && atMs >= run.deadlineMs)
    await stop('deadline', 'its deadline has passed');
  const silent = isFaulty(run) ? await silentProbe(ports, run) : undefined;
  if (silent) await stop('silent', `no reading of probe ${silent} comes any more`);
  await considerSignals(ports, await runOf(ports, run.runId));
};

const goOn = async (ports: Ports, run: Run): Promise<void> => {
  if (run.state === 'closed') return;
  const experiment = await experimentOf(ports, run);
  await postpone(ports, run);
  await keepWatching(ports, run);
  await settleApproval(ports, run);
  await considerSteady(ports, run, experiment);
  await considerRecovered(ports, run, experiment);
  if (run.state === 'observing') await proofMissing(ports, run.runId);
  if (run.signal && run.state === 'reverting') await answerStopped(ports, run);
};

// While something is being put back the dead man is not moved: it may act as well. After that nothing is faulted.
const postpone = async (ports: Ports, run: Run): Promise<void> => {
  const { runId, state, deadlineMs = Infinity } = run;
  const laterMs = ports.clock.now() + deadManDelayMs;
  if (isFaulty(run) && !(await ports.deadMan.postpone(runId, Math.min(laterMs, deadlineMs))))
    await signalRun(ports, runId, {
      kind: 'error',
      atMs: ports.clock.now(),
      actor: ports.actor,
      reason: 'its dead man is not there any more',
    });
  if (state === 'recovering') await ports.deadMan.postpone(runId, laterMs);
};

// A run that was closed but not tidied up still holds its lease: that is how it is found.
const finishClosed = async (ports: Ports): Promise<void> => {
  const holders = new Set((await ports.leases.list()).map(({ holder }) => holder));
  for (const runId of holders) {
    const run = await ports.runs.get(runId);
    if (run?.state !== 'closed' || run.conclusion === undefined) continue;
    await note(ports, runId, 'finished-by-reconciler');
    await finish(ports, run, run.conclusion);
  }
};
