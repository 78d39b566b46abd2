import type { Witness } from './witness.ts';

/** Whether everything that a run has hit has truly been as it was since, or has been made good for. */
export const isWhole = ({ fleet }: Pick<Witness, 'fleet'>, runId: string): boolean =>
  fleet.effects.every(
    (effect) =>
      effect.runId !== runId || effect.landedAtMs === undefined || effect.restoredAtMs !== undefined,
  );
