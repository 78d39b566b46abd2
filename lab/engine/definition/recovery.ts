import { MAX_SECONDS } from '../limits.ts';
import type { Catcher, Retrier } from '../machine.ts';
import { allowOnly, complain, numberField, type Part, partsOf, requiredText } from './context.ts';
import { compileLeaving } from './transition.ts';

const RETRIER_FIELDS = [
  'ErrorEquals',
  'IntervalSeconds',
  'MaxAttempts',
  'BackoffRate',
  'MaxDelaySeconds',
  'JitterStrategy',
  'Comment',
];
const MAX_DELAY_SECONDS = 31_622_400;

/** The retriers of a state. */
export const compileRetriers = (part: Part): readonly Retrier[] =>
  partsOf(part, 'Retry').map((retrier, index, all) => {
    allowOnly(retrier, RETRIER_FIELDS, 'a retrier');
    const seconds = { min: 1, max: MAX_SECONDS, integer: true };
    const interval = numberField(retrier, 'IntervalSeconds', seconds) ?? 1;
    const rate = numberField(retrier, 'BackoffRate', { min: 1, max: Number.MAX_VALUE, integer: false }) ?? 2;
    const bounds = { min: 1, max: MAX_DELAY_SECONDS, integer: true };
    const longest = numberField(retrier, 'MaxDelaySeconds', bounds) ?? Number.POSITIVE_INFINITY;
    if (longest <= interval)
      complain(retrier, 'MaxDelaySeconds', 'MaxDelaySeconds must exceed IntervalSeconds');
    const jitter = isJittered(retrier);
    return {
      errors: errorNames(retrier, index === all.length - 1),
      maxAttempts: numberField(retrier, 'MaxAttempts', { ...seconds, min: 0 }) ?? 3,
      delayMs: (attempt, random) =>
        1_000 * Math.min(interval * rate ** attempt, longest) * (jitter ? random() : 1),
    };
  });

const isJittered = (retrier: Part): boolean => {
  const strategy = retrier.fields.JitterStrategy;
  if (strategy !== undefined && strategy !== 'FULL' && strategy !== 'NONE') {
    complain(retrier, 'JitterStrategy', "JitterStrategy must be 'FULL' or 'NONE'");
  }
  return strategy === 'FULL';
};

/** The names an ErrorEquals lists; `States.ALL` must stand alone, in the last place. */
export const errorNames = (part: Part, isLast: boolean): readonly string[] => {
  const list: unknown = part.fields.ErrorEquals;
  if (!Array.isArray(list) || list.length === 0 || !list.every((name) => typeof name === 'string')) {
    complain(part, 'ErrorEquals', 'ErrorEquals must be a non-empty array of strings');
    return [];
  }
  if (list.includes('States.ALL') && (list.length > 1 || !isLast)) {
    complain(part, 'ErrorEquals', 'States.ALL must appear alone and at end of list');
  }
  return list;
};

/** The catchers of a JSONata state; without Output the state's output is the error. */
export const compileCatchers = (part: Part): readonly Catcher[] =>
  partsOf(part, 'Catch').map((catcher, index, all) => {
    allowOnly(catcher, ['ErrorEquals', 'Next', 'Assign', 'Output', 'Comment'], 'a catcher');
    const leave = compileLeaving(catcher, requiredText(catcher, 'Next'), `Catch[${index}]/`);
    return {
      errors: errorNames(catcher, index === all.length - 1),
      handle: (visit, error) => leave(visit, { errorOutput: error }, error),
    };
  });
