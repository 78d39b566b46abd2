import type { GameDayConclusion } from '../../core/run.ts';
import type { Output } from '../output.ts';
import { measureWords, verdictWords } from './words.ts';

/** What a game day came to, step by step. */
export const gameDayLines = (out: Output, { steps, asExpected }: GameDayConclusion): readonly string[] => [
  '',
  ...steps.flatMap(({ title, conclusion, expected, skipped }, index) => [
    `  ${index + 1}. ${title}`,
    `     ${conclusion ? verdictWords(out, conclusion) : `not run: ${skipped ?? 'no conclusion'}`}${expected ? out.style('dim', ` (expected: ${expected})`) : ''}`,
    ...(conclusion ? conclusion.reasons.slice(0, 2).map((reason) => `     ${reason}`) : []),
    ...(conclusion && measureWords(conclusion).length > 0
      ? [out.style('dim', `     ${measureWords(conclusion).join(' · ')}`)]
      : []),
  ]),
  '',
  asExpected
    ? out.style(['green', 'bold'], '  The game day came out as expected.')
    : out.style(['red', 'bold'], '  The game day did not come out as expected.'),
];
