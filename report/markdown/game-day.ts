import type { GameDayResult } from '../../core/result.ts';
import { dayAnswer } from '../game-day-answer.ts';
import { utc } from '../time.ts';
import { hypothesisWord, recoveredWords, restorationAnswer } from '../words.ts';
import { runMarkdown, signs } from './run.ts';
import { blocks, code, plain, table } from './text.ts';

/** A game day: what was expected and what came, then each of its runs. */
export const gameDayMarkdown = (result: GameDayResult): string => {
  const { gameDay, runs } = result;
  const { document, gameDayId, createdAtMs, trigger } = gameDay;
  const { tone, word, means } = dayAnswer(gameDay);
  return blocks(
    `## ${signs[tone]} ${word}: ${plain(document.title)}`,
    plain(means),
    table(
      ['step', 'expected', 'came out', 'system', 'recovery'],
      document.steps.map((_, step) => stepRow(result, step)),
    ),
    `<sub>game day ${code(gameDayId)} of ${code(document.name)}, ${utc(createdAtMs)}, started by ${plain(trigger.actor)} (${plain(trigger.kind)}), owner ${plain(document.owner)}</sub>`,
    ...runs.map((run) => runMarkdown(run, 3)),
  );
};

const stepRow = ({ gameDay, runs }: GameDayResult, step: number): readonly string[] => {
  const { document, conclusion, experiments } = gameDay;
  const record = gameDay.steps.find((one) => one.step === step);
  const result = runs.find(({ run }) => run.runId === record?.runId);
  const concluded = conclusion?.steps.find((one) => one.step === step);
  const expected = document.steps[step]?.expect;
  const name = `${step + 1}. ${plain(concluded?.title ?? result?.experiment.title ?? experiments[step]?.name ?? '')}`;
  const asked = expected === undefined ? '–' : hypothesisWord(expected).word;
  const came = record?.conclusion?.hypothesis ?? result?.run.conclusion?.hypothesis;
  if (came === undefined)
    return [name, asked, `${signs.open} not run: ${plain(concluded?.skipped ?? 'no conclusion')}`, '–', '–'];
  const asWished = came === (expected ?? 'held');
  return [
    ...[name, asked, `${signs[asWished ? 'good' : hypothesisWord(came).tone]} ${hypothesisWord(came).word}`],
    result === undefined ? '–' : plain(restorationAnswer(result).word),
    result?.run.injectedAtMs === undefined ? '–' : plain(recoveredWords(result)),
  ];
};
