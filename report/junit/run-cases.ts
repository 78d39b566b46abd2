import { formatDuration } from '../../core/duration.ts';
import { wordsOf } from '../../core/expectations.ts';
import type { Probe } from '../../core/experiment.ts';
import { gaps } from '../../core/findings.ts';
import { injectedAnything } from '../../core/restoration.ts';
import { factsIn, type RunResult } from '../../core/result.ts';
import type { ExpectationOutcome, HypothesisVerdict } from '../../core/run.ts';
import { phases, seenIn } from '../phases.ts';
import { asked } from '../section/probes.ts';
import { hypothesisAnswer, restorationAnswer } from '../words.ts';
import { type Case, type Ending, error, failure, passed, skipped } from './case.ts';

/** The cases of a run: its hypothesis, each probe and expectation, recovery and restoration. `expected`: what its game day expects. */
export const runCases = (result: RunResult, expected?: HypothesisVerdict): readonly Case[] => {
  const came = result.run.conclusion?.hypothesis;
  // What was expected to come out otherwise than held is no reason for alarm, but for the restoration.
  const isExpected = expected !== undefined && expected !== 'held' && came === expected;
  const excused = (one: Case): Case =>
    isExpected && one.ending.as !== 'passed'
      ? { ...one, ending: skipped('expected', `as expected: ${one.ending.message}`) }
      : one;
  const { probes } = result.experiment.steadyState;
  return [
    hypothesisCase(result, expected),
    ...[
      ...probes.map((probe) => probeCase(result, probe)),
      ...(result.run.conclusion?.expectations ?? []).map(expectationCase),
      recoveryCase(result),
    ].map(excused),
    restorationCase(result),
  ];
};

const hypothesisCase = (result: RunResult, expected: HypothesisVerdict | undefined): Case => {
  const { run, experiment } = result;
  const { conclusion, injectedAtMs, createdAtMs, revertingAtMs = injectedAtMs } = run;
  const { word, means } = hypothesisAnswer(result);
  const reasons = conclusion?.reasons ?? [means];
  const one = { name: `hypothesis: ${experiment.title}`, said: [`${word}: ${means}`, ...reasons] };
  const seconds = ((revertingAtMs ?? createdAtMs) - (injectedAtMs ?? createdAtMs)) / 1000;
  const message = reasons[0] ?? means;
  if (conclusion === undefined) return { ...one, ending: error('no-verdict', message) };
  if (conclusion.hypothesis === (expected ?? 'held')) return { ...one, seconds, ending: passed };
  if (conclusion.hypothesis === 'untested')
    return { ...one, seconds, ending: error('untested', `untested: ${message}`) };
  return {
    ...one,
    seconds,
    ending: failure(conclusion.hypothesis, `${conclusion.hypothesis}: ${message}`),
  };
};

const probeCase = (result: RunResult, probe: Probe): Case => {
  const seen = phases.map((phase) => ({ phase, seen: seenIn(result, probe, phase) }));
  const said = seen.map(({ phase, seen: one }) => `${phase}: ${one?.said ?? 'nothing was read'}`);
  return {
    name: `probe ${probe.name}`,
    ending: probeEnding(result, probe),
    said: [`healthy means: ${asked(probe)}`, ...said],
  };
};

const probeEnding = (result: RunResult, probe: Probe): Ending => {
  const { run, faults } = result;
  const during = seenIn(result, probe, 'during');
  const proven = faults.some(({ proof }) => proof !== undefined);
  if (proven && during?.met === false) return failure('breach', `with the fault, ${during.said}`);
  const before = seenIn(result, probe, 'before');
  if (before?.met === false) return error('not-steady-before', `before any fault, ${before.said}`);
  if (run.conclusion?.hypothesis === 'held') return passed;
  if (!injectedAnything(faults)) return skipped('no-fault', 'nothing was injected, so nothing is known');
  if (!proven) return skipped('not-proven', 'no fault was proven present, so nothing is known');
  const gap = gaps(factsIn(result)).find((one) => one.includes(` of probe ${probe.name} `));
  if (gap !== undefined) return error('too-few-readings', gap);
  // It did well, in a run whose failure is told by another case.
  return run.conclusion?.hypothesis === 'failed'
    ? passed
    : skipped('untested', 'the run says nothing about the hypothesis, so this does not either');
};

const expectationCase = (one: ExpectationOutcome): Case => {
  const { outcome, tookMs, reason } = one;
  const endings = { met: passed, missed: failure('missed', reason), unknown: error('unknown', reason) };
  const seconds = tookMs === undefined ? {} : { seconds: tookMs / 1000 };
  return { name: `expected: ${wordsOf(one)}`, ...seconds, ending: endings[outcome], said: [reason] };
};

const recoveryCase = ({ run, experiment, faults }: RunResult): Case => {
  const { withinMs } = experiment.recovery;
  const { recovered, conclusion } = run;
  const name = `recovery within ${formatDuration(withinMs)}`;
  const { recoveryMs } = conclusion?.measures ?? {};
  if (recovered?.inTime === false) return { name, ending: failure('late', recovered.reason) };
  if (recovered?.inTime && recoveryMs !== undefined)
    return {
      name,
      seconds: recoveryMs / 1000,
      ending: passed,
      said: [`steady after ${formatDuration(recoveryMs)}`],
    };
  return injectedAnything(faults)
    ? { name, ending: error('unknown', 'whether it recovered is not known') }
    : { name, ending: skipped('no-fault', 'nothing was injected, so there was nothing to recover from') };
};

const restorationCase = (result: RunResult): Case => {
  const { word, means } = restorationAnswer(result);
  const { restoration } = result.run.conclusion ?? {};
  const ending =
    restoration === undefined
      ? error('no-verdict', means)
      : restoration === 'unverified'
        ? failure('not-verified-restored', means)
        : passed;
  return { name: 'restoration', ending, said: [`${word}: ${means}`] };
};
