import type { ExpectationOutcome } from '../../core/run.ts';
import { said } from '../../core/slack/text.ts';

const signs: Readonly<Record<ExpectationOutcome['outcome'], string>> = {
  met: '✅',
  missed: '❌',
  unknown: '❔',
};

/** What came of an expectation, in a line. */
export const outcomeLine = ({ outcome, reason }: Pick<ExpectationOutcome, 'outcome' | 'reason'>): string =>
  `${signs[outcome] ?? signs.unknown} ${said(reason, 300)}`;
