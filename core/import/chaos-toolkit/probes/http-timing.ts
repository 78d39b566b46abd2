import type { Path } from '../../../documents/problem.ts';
import type { RawMap } from '../../../documents/raw.ts';
import { isoDuration } from '../../../duration.ts';
import { carried, changed, type Draft, derived } from '../draft.ts';
import { numberOf } from '../values.ts';

const DEFAULT_TIMEOUT_MS = 3_000;
const LONGEST_MS = 5_000;

/** The same probe with the time that an answer may take, and how many may be bad. */
export const withTiming = (provider: RawMap, at: Path, { part, notes }: Draft): Draft => {
  const parts = [provider.timeout].flat().flatMap((one) => numberOf(one) ?? []);
  const askedMs =
    parts.length === 0 ? undefined : Math.round(parts.reduce((sum, one) => sum + one, 0) * 1000);
  const timeoutMs = Math.min(LONGEST_MS, Math.max(1, askedMs ?? DEFAULT_TIMEOUT_MS));
  const retries = numberOf(provider.max_retries) ?? 0;
  const tolerance = { breaches: 3 + retries, of: 5 + retries };
  const from = [...at, 'timeout'];
  const kept = askedMs === timeoutMs && parts.length === 1;
  return {
    part: { ...part, timeout: isoDuration(timeoutMs), tolerance },
    notes: [
      ...notes,
      provider.timeout === undefined
        ? derived(['timeout'], 'the source waits for ever, and a probe does not')
        : kept
          ? carried(from, ['timeout'], 'the same timeout')
          : changed(
              from,
              ['timeout'],
              'connecting and reading count together here, for five seconds at most',
            ),
      ...(provider.max_retries === undefined
        ? []
        : [changed([...at, 'max_retries'], ['tolerance'], 'retries are bad readings that are allowed')]),
      derived(
        ['tolerance'],
        'Chaos Toolkit asks once before and once after; here it is asked every second, also while the fault lasts',
        'say how many bad answers your users may see',
      ),
    ],
  };
};
