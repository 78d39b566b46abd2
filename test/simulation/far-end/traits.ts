import type { RevertClass } from '../../../core/run.ts';

/** How the far end of one family of faults behaves. */
export type Traits = {
  /** Accepted is not there yet. */
  readonly landsAfterMs: number;
  /** Ends by itself when the fault's duration is over. */
  readonly endsByItself: boolean;
  /** Refuses what arrives late, and takes one token once; without it a late call lands (a plain configuration API). */
  readonly isFenced: boolean;
  /** How long a call whose answer is not known may still take effect. */
  readonly lateEffectMs: number;
  readonly isReversible: boolean;
};

/**
 * One driver for each way in which a fault ends (seeds.md, section 5). Figures are of the kind AWS shows: seconds for
 * FIS to act, and for a function that may still run until its timeout a minute and a half.
 */
export const traits: Readonly<Record<RevertClass, Traits>> = {
  irreversible: {
    landsAfterMs: 300,
    endsByItself: false,
    isFenced: true,
    lateEffectMs: 30_000,
    isReversible: false,
  },
  'self-reverting': {
    landsAfterMs: 300,
    endsByItself: true,
    isFenced: true,
    lateEffectMs: 30_000,
    isReversible: true,
  },
  'if-asked': {
    landsAfterMs: 500,
    endsByItself: false,
    isFenced: true,
    lateEffectMs: 30_000,
    isReversible: true,
  },
  'by-document': {
    landsAfterMs: 1_000,
    endsByItself: true,
    isFenced: true,
    lateEffectMs: 30_000,
    isReversible: true,
  },
  ours: { landsAfterMs: 200, endsByItself: false, isFenced: false, lateEffectMs: 90_000, isReversible: true },
};

/** Every way in which a fault ends. */
export const revertClasses = Object.keys(traits) as readonly RevertClass[];
