import type { Experiment } from '../experiment.ts';
import type { Ports } from '../ports.ts';
import { injectedAnything, recoveryBaseMs } from '../restoration.ts';
import type { FaultRecord, Recovery, Run } from '../run.ts';
import { firstHold, type Span, type SteadySpans } from '../spans.ts';
import { because, experimentOf, note } from './record.ts';
import { allHeld, type HttpStatuses } from './steady.ts';
import { steadySpans } from './steady-spans.ts';
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
  if (run.waiting?.state !== 'recovery') return;
  const faults = await ports.runs.faults(run.runId);
  if (run.recovered || !injectedAnything(faults)) return answer(ports, run);
  const baseMs = recoveryBaseMs(run, faults);
  const nowMs = ports.clock.now();
  const limitMs = baseMs + experiment.recovery.withinMs;
  if (http && !allHeld(http, experiment, nowMs, baseMs) && nowMs <= limitMs) return;
  // A watcher that has just begun knows less than the journal does.
  const all = await steadySpans(ports, run, experiment);
  const { holdForMs } = experiment.steadyState;
  const first = (spans: readonly (readonly Span[])[]) => firstHold(spans, holdForMs, baseMs, limitMs);
  const steadyFromMs = first(all.map(({ known }) => known));
  if (steadyFromMs === undefined) {
    const late = lateOf(all, first);
    if (late !== undefined) return settle(ports, run, { inTime: false, reason: late });
    const isKnown = all.every(({ knownUntilMs }) => knownUntilMs >= limitMs + holdForMs);
    return isKnown ? giveUp(ports, run) : undefined;
  }
  const gone = await irreversibles(ports, faults);
  if (gone === undefined) {
    const isLast = ({ known }: SteadySpans) => known.some(({ fromMs }) => fromMs === steadyFromMs);
    const lastBack = steadyFromMs > baseMs ? all.find(isLast)?.probe : undefined;
    return settle(ports, run, { inTime: true, steadyFromMs, ...(lastBack && { lastBack }) });
  }
  if (nowMs > limitMs) await settle(ports, run, { inTime: false, reason: gone });
};

/** What made recovery late for certain: even if all that was not seen was good, nothing held in time. */
const lateOf = (
  all: readonly SteadySpans[],
  first: (spans: readonly (readonly Span[])[]) => number | undefined,
): string | undefined => {
  if (first(all.map(({ possible }) => possible)) !== undefined) return undefined;
  const alone = all.filter(({ possible }) => first([possible]) === undefined);
  return (alone.length > 0 ? alone : all)
    .flatMap(({ probe, bad }) => (bad === undefined ? [] : `${probe}: ${bad}`))
    .join('; ');
};

// Too much was not seen when it mattered: that is neither in time nor late, and nothing that is still to come says more.
const giveUp = async (ports: Ports, run: Run): Promise<void> => {
  await note(ports, run.runId, 'recovery-unconfirmed', {}, { once: true });
  await answer(ports, run);
};

const settle = async (ports: Ports, run: Run, recovered: Recovery): Promise<void> => {
  const { runId } = run;
  // Several readings may see it at once; the first to see it says so.
  if (!(await ports.runs.update(runId, { states: ['recovering'], missing: 'recovered' }, { recovered })))
    return;
  await note(ports, runId, recovered.inTime ? 'recovered' : 'recovery-late', { data: { ...recovered } });
  await answer(ports, run);
};

// The token goes last: an answer that is lost before this is given again.
const answer = async (ports: Ports, { runId, waiting }: Run): Promise<void> => {
  if (waiting) await ports.executions.succeed(waiting.token, {});
  await ports.runs.update(runId, { states: ['recovering'] }, { waiting: undefined });
};

/** Why what cannot be undone is not in its expected recovered state; undefined when it is. */
const irreversibles = async (ports: Ports, faults: readonly FaultRecord[]): Promise<string | undefined> => {
  const open = faults.filter(
    ({ revertClass, state }) => revertClass === 'irreversible' && state === 'undone',
  );
  const [read] = await Promise.allSettled([verifyAll(ports, open)]);
  return read.status === 'rejected' ? because(read.reason) : undefined;
};
