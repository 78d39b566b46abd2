import { fisVerify } from '../../../../adapters/fis/verify.ts';
import { autoScaling } from '../../clients/auto-scaling.ts';
import { fis } from '../../clients/fis.ts';
import { common } from '../../common.ts';
import { owners } from '../owners.ts';

/** Looks whether a fault of FIS is over. */
export const fisVerifying = fisVerify({ ...owners, autoScaling, fis, clock: common.clock });
