import { fisResolve } from '../../../../adapters/fis/resolve.ts';
import { autoScaling } from '../../clients/auto-scaling.ts';
import { owners } from '../owners.ts';

/** Finds what FIS can hit. */
export const fisResolving = fisResolve({ ...owners, autoScaling });
