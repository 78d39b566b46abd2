import { formatDuration } from './duration.ts';
import type { Expectation, Experiment } from './experiment.ts';
import type { Acknowledgement, AlarmChange } from './ports.ts';
import type { ExpectationOutcome, Run } from './run.ts';

/** What was read of an expectation: an alarm's changes, an acknowledgement or none, or why nothing could be read. */
export type Observed =
  | { readonly changes: readonly AlarmChange[] }
  | { readonly acknowledgement: Acknowledgement | undefined }
  | { readonly unreadable: string };

/** The alarms that an experiment expects to go off. */
export const alarmsExpected = ({ expect = [] }: Pick<Experiment, 'expect'>): readonly string[] =>
  expect.flatMap((one) => ('alarm' in one ? [one.alarm] : []));

/**
 * Judges what was read at some moment. It is met when it happened in time; missed only when it had all its time with the
 * fault there and did not. Everything else is not known, and what is not known is never held.
 */
export const judgeExpectation = (
  expectation: Expectation,
  run: Pick<Run, 'injectedAtMs' | 'revertingAtMs'>,
  observed: Observed,
  readAtMs: number,
): ExpectationOutcome => {
  const about = aboutOf(expectation);
  const { injectedAtMs: fromMs, revertingAtMs = Infinity } = run;
  const unknown = (reason: string): ExpectationOutcome => ({ ...about, outcome: 'unknown', reason });
  if (fromMs === undefined) return unknown(`${wordsOf(about)}: no fault was sent`);
  if ('unreadable' in observed)
    return unknown(`whether ${wordsOf(about)} could not be read: ${observed.unreadable}`);
  const limitMs = fromMs + about.withinMs;
  const happened = 'changes' in observed ? wentOff(observed.changes, fromMs) : observed.acknowledgement;
  if (happened === 'before')
    return unknown(
      `alarm ${about.name} was in ALARM before the first fault, so it says nothing of the fault`,
    );
  if (happened === 'nothing') return unknown(`nothing is on record of alarm ${about.name}`);
  const tookMs = happened && happened.atMs - fromMs;
  const took = { ...(tookMs !== undefined && { tookMs }), ...(happened?.by && { by: happened.by }) };
  if (tookMs !== undefined && tookMs <= about.withinMs)
    return { ...about, ...took, outcome: 'met', reason: metWords(about, tookMs, happened?.by) };
  // Whoever puts the fault back takes away what it would have set off.
  if (revertingAtMs < limitMs)
    return { ...unknown(`the fault was taken back before ${wordsOf(about)} was due`), ...took };
  if (readAtMs < limitMs)
    return unknown(
      `whether ${wordsOf(about)} was read too early, ${formatDuration(readAtMs - fromMs)} after`,
    );
  const late = tookMs === undefined ? '' : `, but after ${formatDuration(tookMs)}`;
  return { ...about, ...took, outcome: 'missed', reason: `${missedWords(about)}${late}` };
};

/** An expectation of which nobody wrote down what came of it. */
export const neverRead = (expectation: Expectation): ExpectationOutcome => {
  const about = aboutOf(expectation);
  return { ...about, outcome: 'unknown', reason: `whether ${wordsOf(about)} was never read` };
};

/** What came of every expectation of an experiment, in its order: what is not on record is not known. */
export const outcomesOf = (
  { expect = [] }: Pick<Experiment, 'expect'>,
  onRecord: readonly ExpectationOutcome[] = [],
): readonly ExpectationOutcome[] =>
  expect.map((one) => {
    const { kind, name, withinMs } = aboutOf(one);
    const same = onRecord.find(
      (other) => other.kind === kind && other.name === name && other.withinMs === withinMs,
    );
    return same ?? neverRead(one);
  });

type About = Pick<ExpectationOutcome, 'kind' | 'name' | 'withinMs'>;

const aboutOf = (one: Expectation): About =>
  'alarm' in one
    ? { kind: 'alarm', name: one.alarm, withinMs: one.withinMs }
    : { kind: 'acknowledged', name: one.acknowledged, withinMs: one.withinMs };

/** An expectation in words: `alarm shop-5xx goes off within 3 min`. */
export const wordsOf = ({ kind, name, withinMs }: About): string =>
  kind === 'alarm'
    ? `alarm ${name} goes off within ${formatDuration(withinMs)}`
    : `somebody acknowledges in ${name} within ${formatDuration(withinMs)}`;

const missedWords = ({ kind, name, withinMs }: About): string =>
  kind === 'alarm'
    ? `alarm ${name} did not go off within ${formatDuration(withinMs)}`
    : `nobody acknowledged in ${name} within ${formatDuration(withinMs)}`;

const metWords = ({ kind, name }: About, tookMs: number, by: string | undefined): string =>
  kind === 'alarm'
    ? `alarm ${name} went off after ${formatDuration(tookMs)}`
    : `${by ?? 'somebody'} acknowledged in ${name} after ${formatDuration(tookMs)}`;

// The first change is the state in force when the run began.
const wentOff = (
  changes: readonly AlarmChange[],
  fromMs: number,
): { readonly atMs: number; readonly by?: undefined } | 'before' | 'nothing' | undefined => {
  const before = changes.findLast(({ atMs }) => atMs < fromMs);
  const first = changes.find(({ state, atMs }) => state === 'ALARM' && atMs >= fromMs);
  if (before?.state === 'ALARM') return 'before';
  return changes.length === 0 ? 'nothing' : first;
};
