import type { FisClient } from '@aws-sdk/client-fis';
import type { FaultDriver } from '../../core/ports.ts';
import { calling } from './calling.ts';
import { type Stopped, stopAll } from './stop.ts';

/**
 * What arrives late finds no template: FIS itself can refuse nothing else. A template that is created after this is found
 * by the next fence, by the undo and by the residue scan.
 */
export const fisFence = (fis: FisClient): Pick<FaultDriver, 'fence'> => ({
  fence: async (runId) => {
    await sweep(fis, runId);
  },
});

/** Takes away whatever of a run is left in FIS, and says what it was. Nothing is put back here: that is `undo`'s. */
export const sweep = (fis: FisClient, runId: string): Promise<Stopped> =>
  calling(`stop the FIS experiments of ${runId}`, () => stopAll(fis, { runId }));
