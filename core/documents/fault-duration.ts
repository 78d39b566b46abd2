import { parseDuration } from '../duration.ts';
import type { Parsed } from '../parsed.ts';
import { textOf } from './raw.ts';

// What FIS calls it, by action; an action has one of these at most.
const NAMES = [
  'duration',
  'startInstancesAfterDuration',
  'maxDuration',
  'durationBeforeInterruption',
] as const;

/** The parameter that says how long a fault lasts, if it has one. */
export const durationParameter = (parameters: Readonly<Record<string, unknown>>): string | undefined =>
  NAMES.find((name) => Object.hasOwn(parameters, name));

// A Spot instance is interrupted only when this time is over, so what comes of it is seen after that.
// https://docs.aws.amazon.com/fis/latest/userguide/fis-actions-reference.html#send-spot-instance-interruptions
const untilInterruptedMs = 120_000;

/** How long a fault lasts; nothing where its action happens and is over. */
export const faultDuration = (parameters: Readonly<Record<string, unknown>>): Parsed<number> => {
  const name = durationParameter(parameters);
  if (name === undefined) return { ok: true, value: 0 };
  const lasts = parseDuration(textOf(parameters[name]));
  return lasts.ok && name === 'durationBeforeInterruption'
    ? { ok: true, value: lasts.value + untilInterruptedMs }
    : lasts;
};
