import { listOf, mapOf, type RawMap, textOf } from '../../documents/raw.ts';
import { parseSelection } from '../../documents/selection.ts';
import { parseDuration } from '../../duration.ts';
import { deriveHoldFor, deriveLimits, deriveRecovery } from '../shared/derive.ts';
import type { Note } from '../shared/imported.ts';
import { keptTags } from './kept-tags.ts';
import { step } from './pointer.ts';
import { asText } from './text.ts';

/** How long it must hold, how soon it must be back, and what nobody may exceed. */
export type ReadBounds = {
  readonly holdFor: string;
  readonly recovery: RawMap;
  readonly limits: RawMap;
  readonly notes: readonly Note[];
};

/** What FIS does not know and an export of ours kept in tags; else as tight as the faults allow. */
export const readBounds = (tags: RawMap, faults: readonly RawMap[], endsMs: number): ReadBounds => {
  const kept = (tag: string, to: string, isSound: (text: string) => boolean): Kept => {
    const text = asText(tags[tag]);
    if (text === undefined || !isSound(text)) return undefined;
    return { text, note: { what: 'carried', from: step('/tags', tag), to, message: text } };
  };
  const holdFor = kept(keptTags.holdFor, '/steadyState/holdFor', isSpan);
  const within = kept(keptTags.recoverWithin, '/recovery/within', isSpan);
  const limits = keptLimits(kept, faults, endsMs) ?? tightest(faults, endsMs);
  const hold = holdFor ? { value: holdFor.text, note: holdFor.note } : deriveHoldFor();
  const recovery = within ? { value: { within: within.text }, note: within.note } : deriveRecovery();
  return {
    ...{ holdFor: hold.value, recovery: recovery.value, limits: limits.value },
    notes: [hold.note, recovery.note, ...limits.notes],
  };
};

type Kept = { readonly text: string; readonly note: Note } | undefined;

type Keep = (tag: string, to: string, isSound: (text: string) => boolean) => Kept;

const isSpan = (text: string): boolean => {
  const parsed = parseDuration(text);
  return parsed.ok && parsed.value > 0;
};

const keptLimits = (kept: Keep, faults: readonly RawMap[], endsMs: number) => {
  const isLongEnough = (text: string) => {
    const parsed = parseDuration(text);
    return parsed.ok && parsed.value > 0 && parsed.value >= endsMs && parsed.value <= TWELVE_HOURS;
  };
  const isEnough = (text: string) =>
    /^\d{1,6}$/.test(text) && Number(text) >= Math.max(1, ...faults.map(leastOf));
  const isShare = (text: string) =>
    /^\d{1,3}(\.\d{1,6})?$/.test(text) && Number(text) > 0 && Number(text) <= 100;
  const duration = kept(keptTags.maxDuration, '/limits/maxDuration', isLongEnough);
  const count = kept(keptTags.maxTargets, '/limits/maxTargets', isEnough);
  const percent = kept(keptTags.maxPercent, '/limits/maxPercent', isShare);
  if (!duration || !count || !percent) return undefined;
  const isWord = (text: string) => text.trim() !== '';
  const key = kept(keptTags.consentKey, '/limits/consentTag/key', isWord);
  const value = kept(keptTags.consentValue, '/limits/consentTag/value', isWord);
  const consent = { ...(key && { key: key.text }), ...(value && { value: value.text }) };
  return {
    value: {
      ...{ maxDuration: duration.text, maxTargets: Number(count.text), maxPercent: Number(percent.text) },
      ...((key || value) && { consentTag: consent }),
    },
    notes: [duration, count, percent, key, value].flatMap((one) => one?.note ?? []),
  };
};

const TWELVE_HOURS = 12 * 3_600_000;

const tightest = (faults: readonly RawMap[], endsMs: number) => {
  const targets = Math.max(
    1,
    faults.map(leastOf).reduce((sum, count) => sum + count, 0),
  );
  const { value, note } = deriveLimits(endsMs, targets, Math.max(...faults.map(shareOf)));
  return { value, notes: [note] };
};

// What a fault hits at least: how many there are to choose from is not known here.
const leastOf = ({ targets }: RawMap): number => {
  const { select, arns } = mapOf(targets);
  const parsed = parseSelection(textOf(select));
  if (parsed.ok && parsed.value.mode === 'COUNT') return parsed.value.count;
  return parsed.ok && parsed.value.mode === 'ALL' && arns !== undefined ? listOf(arns).length : 1;
};

// Of pods nobody knows how many there are, so no share could be kept.
const shareOf = ({ targets }: RawMap): number => {
  const { select, arns, resourceType } = mapOf(targets);
  if (resourceType === 'aws:eks:pod') return 100;
  const parsed = parseSelection(textOf(select));
  if (!parsed.ok || parsed.value.mode === 'ALL') return 100;
  if (parsed.value.mode === 'PERCENT') return parsed.value.percent;
  return arns === undefined ? 50 : Math.ceil((100 * parsed.value.count) / Math.max(1, listOf(arns).length));
};
