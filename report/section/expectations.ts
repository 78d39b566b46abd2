import { formatDuration } from '../../core/duration.ts';
import { wordsOf } from '../../core/expectations.ts';
import type { RunResult } from '../../core/result.ts';
import type { ExpectationOutcome } from '../../core/run.ts';
import type { Html } from '../html.ts';
import type { Tone } from '../words.ts';
import { type Level, part, table } from './part.ts';

/** How the outcome of an expectation looks. */
export const outcomeTones: Readonly<Record<ExpectationOutcome['outcome'], Tone>> = {
  met: 'good',
  missed: 'bad',
  unknown: 'open',
};

const words: Readonly<Record<ExpectationOutcome['outcome'], string>> = {
  met: '✔ in time',
  missed: '✘ not in time',
  unknown: '? not known',
};

/** What was expected of monitoring and people, and how long it took them; nothing where nothing was. */
export const expectations = (level: Level, { run }: RunResult): Html | undefined => {
  const all = run.conclusion?.expectations ?? [];
  if (all.length === 0) return undefined;
  const rows = all.map((one) => [wordsOf(one), words[one.outcome], tookWords(one), one.reason]);
  return part(
    level,
    'Monitoring and people',
    table('What they did in time', ['expected', 'it was', 'after', 'why'], rows),
  );
};

/** How long it took, from the first fault. */
export const tookWords = ({ tookMs }: Pick<ExpectationOutcome, 'tookMs'>): string =>
  tookMs === undefined ? '–' : formatDuration(tookMs);
