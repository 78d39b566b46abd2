import { mapOf, type RawMap, textOf } from '../../documents/raw.ts';
import { isoDuration, parseDuration } from '../../duration.ts';
import { deriveHoldFor } from '../shared/derive.ts';
import type { Note } from '../shared/imported.ts';

/** How long the probes must be good: a minute, or as long as the quickest of them needs to notice anything. */
export const holdFor = (probes: readonly RawMap[]): { readonly value: string; readonly note: Note } => {
  const usual = deriveHoldFor();
  const quickestMs = Math.min(...probes.map(noticesMs));
  if (!(Number.isFinite(quickestMs) && quickestMs > 60_000)) return usual;
  const message = 'how long it must be healthy is not said; its quickest probe notices nothing sooner';
  return {
    value: isoDuration(quickestMs),
    note: {
      ...usual.note,
      message,
      fix: 'keep it, or add a probe that is quicker, such as one of type `http`',
    },
  };
};

const noticesMs = ({ type, period, tolerance }: RawMap): number => {
  if (type !== 'metric') return 0;
  const ms = parseDuration(textOf(period));
  const { breaches = 1 } = mapOf(tolerance);
  return ms.ok && typeof breaches === 'number' ? ms.value * breaches : 0;
};
