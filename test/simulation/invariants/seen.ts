import type { InvariantId } from './sentences.ts';
import type { Witness } from './witness.ts';

/** What has been seen so far, beyond what is stored. */
export type Seen = {
  /** The step at which reverting of a run began. */
  readonly begunAt: Map<string, number>;
  readonly tokens: Map<string, Set<string>>;
  leverPulledAtMs: number | undefined;
  withdrawnAtMs: number | undefined;
  badSinceMs: number | undefined;
  /** When the alarm was truly off, oldest first; the last may go on. */
  readonly bad: { readonly fromMs: number; toMs: number }[];
  /** When an approval was taken back behind everybody's back. */
  revokedAtMs: number | undefined;
  /** Runs with a fault there while the alarm was off. */
  readonly badWhileLive: Set<string>;
};

/** Says that something must hold, or else it is a violation. */
export type Must = (invariant: InvariantId, holds: boolean, detail: () => string) => void;

/** What every check is made with. */
export type Watch = { readonly world: Witness; readonly seen: Seen; readonly must: Must };

/** Nothing has been seen yet. */
export const nothingSeen = (): Seen => ({
  begunAt: new Map(),
  tokens: new Map(),
  leverPulledAtMs: undefined,
  withdrawnAtMs: undefined,
  badSinceMs: undefined,
  bad: [],
  revokedAtMs: undefined,
  badWhileLive: new Set(),
});
