import { fisVerify } from '../../../../adapters/fis/verify.ts';
import { autoScaling } from '../../clients/auto-scaling.ts';
import { owners } from '../owners.ts';

/** Looks whether a fault of FIS is over. */
export const fisVerifying = fisVerify({ ...owners, autoScaling });
