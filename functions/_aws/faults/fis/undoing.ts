import { fisUndo } from '../../../../adapters/fis/undo.ts';
import { ec2 } from '../../clients/ec2.ts';
import { fis } from '../../clients/fis.ts';
import { common } from '../../common.ts';

/** Ends faults of FIS, and puts back what it does not. */
export const fisUndoing = fisUndo({ fis, ec2, clock: common.clock });
