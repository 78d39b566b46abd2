import { parseDuration } from '../duration.ts';
import type { Parsed } from '../parsed.ts';
import { textOf } from './raw.ts';

// What FIS calls it, by action; an action has one of these at most.
const NAMES = ['duration', 'startInstancesAfterDuration', 'maxDuration'] as const;

/** The parameter that says how long a fault lasts, if it has one. */
export const durationParameter = (parameters: Readonly<Record<string, unknown>>): string | undefined =>
  NAMES.find((name) => Object.hasOwn(parameters, name));

/** How long a fault lasts; nothing where its action happens and is over. */
export const faultDuration = (parameters: Readonly<Record<string, unknown>>): Parsed<number> => {
  const name = durationParameter(parameters);
  return name === undefined ? { ok: true, value: 0 } : parseDuration(textOf(parameters[name]));
};
