import type { RunResult } from '../../core/result.ts';
import type { Conclusion, FaultRecord } from '../../core/run.ts';
import { type Phase, seenIn } from '../phases.ts';
import { isIrreversible } from '../words.ts';
import { askedOf, experimentOf, faultActivity, probeActivity, undoActivity } from './experiment.ts';
import { type ActivityRun, type Journal, pythonTime, ran, type SteadyState } from './shape.ts';

/** The journal of a run. */
export const journalOf = (result: RunResult): Journal => {
  const { run, journal, faults } = result;
  const endMs = run.conclusion === undefined ? undefined : (journal.at(-1)?.atMs ?? run.createdAtMs);
  const during = steadyStateIn(result, 'during');
  return {
    ...{ 'chaoslib-version': 'firedrill', platform: 'firedrill', node: run.trigger.actor },
    experiment: experimentOf(result),
    start: pythonTime(run.createdAtMs),
    ...{ status: statusOf(result), deviated: run.conclusion?.hypothesis === 'failed' },
    steady_states: {
      before: steadyStateIn(result, 'before'),
      after: afterIn(result),
      during: during === null ? [] : [during],
    },
    run: faults.flatMap((fault) => faultRun(result, fault)),
    rollbacks: faults.flatMap((fault) => undoRun(result, fault)),
    ...(endMs !== undefined && { end: pythonTime(endMs), duration: (endMs - run.createdAtMs) / 1000 }),
  };
};

/**
 * Chaos Toolkit says `completed` of runs that proved nothing, and its exit code follows. Here a run that proved nothing
 * was aborted, one that a person or a lever stopped was interrupted, and one that is not verified restored has failed.
 */
const statusOf = ({ run: { conclusion, signal } }: RunResult): Journal['status'] => {
  if (conclusion === undefined) return null;
  if (conclusion.restoration === 'unverified') return 'failed';
  if (conclusion.hypothesis !== 'untested') return 'completed';
  return signal?.kind === 'person' || signal?.kind === 'lever' ? 'interrupted' : untested(conclusion);
};

const untested = ({ exitCode }: Conclusion): Journal['status'] => (exitCode === 1 ? 'failed' : 'aborted');

const afterIn = (result: RunResult): SteadyState | null => {
  const state = steadyStateIn(result, 'after');
  // Too late is not met, whatever the probes say by then.
  return state && result.run.recovered?.inTime === false ? { ...state, steady_state_met: false } : state;
};

const steadyStateIn = (result: RunResult, phase: Phase): SteadyState | null => {
  const runs: ActivityRun[] = [];
  for (const probe of result.experiment.steadyState.probes) {
    const seen = seenIn(result, probe, phase);
    if (seen === undefined) continue;
    const { met, said, last } = seen;
    runs.push(
      ran(probeActivity(probe), seen, {
        output:
          last === undefined ? said : { value: last.value ?? null, detail: last.detail, readings: said },
        status: 'succeeded',
        tolerance_met: met,
        ...(!met && { exception: [askedOf(probe), said] }),
      }),
    );
    // A hypothesis that fails stops at its first bad probe.
    if (!met) return { steady_state_met: false, probes: runs };
  }
  return runs.length === 0 ? null : { steady_state_met: true, probes: runs };
};

const faultRun = ({ run, experiment }: RunResult, fault: FaultRecord): readonly ActivityRun[] => {
  const { intendedAtMs, injectedAtMs, proof, state, name, targets } = fault;
  if (intendedAtMs === undefined) return [];
  const written = experiment.faults.find((one) => one.name === name);
  const activity = written
    ? faultActivity(written)
    : {
        type: 'action' as const,
        name,
        provider: { type: 'python', module: 'firedrill', func: fault.action },
      };
  const present = proof !== undefined;
  const why = state === 'refused' ? 'it was refused, and nothing happened' : 'its presence was never proven';
  const toMs = proof?.atMs ?? injectedAtMs ?? run.revertingAtMs ?? intendedAtMs;
  return [
    ran(
      activity,
      { fromMs: intendedAtMs, toMs },
      {
        output: { targets: targets.map(({ arn, label }) => ({ arn, label })), proof: proof ?? null },
        status: present ? 'succeeded' : 'failed',
        ...(!present && { exception: [why] }),
      },
    ),
  ];
};

const undoRun = ({ run }: RunResult, fault: FaultRecord): readonly ActivityRun[] => {
  const { state, drift, undoneAtMs, verifiedAtMs, verifiedHow, before } = fault;
  if (isIrreversible(fault) || state === 'armed' || state === 'refused') return [];
  const fromMs = run.revertingAtMs;
  if (fromMs === undefined) return [];
  const back = state === 'verified';
  return [
    ran(
      undoActivity(fault),
      { fromMs, toMs: verifiedAtMs ?? undoneAtMs ?? fromMs },
      {
        output: { before, verified: verifiedHow ?? null },
        status: back ? 'succeeded' : 'failed',
        ...(!back && { exception: [drift ?? `it is not verified restored (${state})`] }),
      },
    ),
  ];
};
