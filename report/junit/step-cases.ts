import type { GameDayResult } from '../../core/result.ts';
import { hypothesisWord } from '../words.ts';
import { type Case, type Ending, error, failure, passed } from './case.ts';

/** The steps of a game day: each as its author expects, or not. */
export const stepCases = (result: GameDayResult): readonly Case[] =>
  result.gameDay.document.steps.map((_, step) => stepCase(result, step));

const stepCase = ({ gameDay, runs }: GameDayResult, step: number): Case => {
  const { document, conclusion, steps, experiments, stop } = gameDay;
  const expected = document.steps[step]?.expect;
  const record = steps.find((one) => one.step === step);
  const concluded = conclusion?.steps.find((one) => one.step === step);
  const came = record?.conclusion ?? runs.find(({ run }) => run.runId === record?.runId)?.run.conclusion;
  const title = concluded?.title ?? experiments[step]?.name ?? document.steps[step]?.experiment ?? '';
  const name = `step ${step + 1}: ${title}`;
  if (came === undefined) {
    const why =
      concluded?.skipped ?? (stop ? `stopped by ${stop.by}: ${stop.reason}` : 'it has no conclusion yet');
    return { name, ending: error('not-run', `not run: ${why}`) };
  }
  const said = [
    `expected: ${expected === undefined ? 'nothing said' : hypothesisWord(expected).word}`,
    `came out: ${hypothesisWord(came.hypothesis).word}`,
    ...came.reasons,
  ];
  return { name, ending: stepEnding(came.hypothesis, came.restoration, expected ?? 'held', said), said };
};

const stepEnding = (came: string, restoration: string, expected: string, said: readonly string[]): Ending => {
  if (restoration === 'unverified') return failure('not-verified-restored', 'it is not verified restored');
  if (came === expected) return passed;
  const message = `${came}, not ${expected}: ${said[2] ?? ''}`;
  return came === 'untested' ? error('untested', message) : failure(came, message);
};
