import type { Evidence, Verification } from '../../../core/ports.ts';
import type { Standing } from './standing.ts';

/** Whether a fault is present, from a look at each target that it changes. */
export const evidenceOf = (standings: readonly Standing[]): Evidence => {
  const seen = inWords(standings);
  const there = standings.filter(isHit);
  if (there.length > 0 && there.length === standings.length) return { present: 'yes', level: 2, seen };
  if (standings.some(({ faulty }) => faulty.length > 0)) return { present: 'partly', level: 2, seen };
  const unsure = standings.some(({ gone, settling }) => gone || settling !== undefined);
  return { present: unsure ? 'unknown' : 'no', level: 2, seen };
};

const isHit = ({ faulty, healthy, settling }: Standing): boolean =>
  faulty.length > 0 && healthy.length === 0 && settling === undefined;

/** Whether every target is as it was. */
export const verificationOf = (standings: readonly Standing[]): Verification => {
  const drifted = standings.filter(({ drift }) => drift !== undefined);
  if (drifted.length > 0)
    return {
      restored: false,
      drifted: true,
      ...(drifted.every(({ gone }) => gone) && { gone: true }),
      seen: driftIn(drifted) ?? '',
    };
  const seen = inWords(standings);
  const restored = standings.every(({ faulty, settling }) => faulty.length === 0 && settling === undefined);
  return restored ? { restored, seen } : { restored, drifted: false, seen };
};

/** What somebody else has made of the targets, if anybody has. */
export const driftIn = (standings: readonly Pick<Standing, 'drift'>[]): string | undefined => {
  const drifts = standings.flatMap(({ drift }) => drift ?? []);
  return drifts.length > 0 ? drifts.join('; ') : undefined;
};

/** Looks in words, one target after the other. */
export const inWords = (standings: readonly Standing[]): string =>
  standings.length === 0
    ? 'the targets are as the fault would make them, and were before'
    : standings
        .map(({ seen, settling }) => (settling === undefined ? seen : `${seen} (${settling})`))
        .join('; ');
