import type { FisClient } from '@aws-sdk/client-fis';
import { calling } from './calling.ts';
import { allExperiments } from './listed.ts';
import { isActive } from './states.ts';

/** How many experiments are active in the account and Region, whoever started them. */
export const activeExperiments = (fis: FisClient): Promise<number> =>
  calling(
    'count the active FIS experiments',
    async () => (await allExperiments(fis)).filter(isActive).length,
  );
