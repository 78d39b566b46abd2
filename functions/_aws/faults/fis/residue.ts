import { fisResidue } from '../../../../adapters/fis/residue.ts';
import { ec2 } from '../../clients/ec2.ts';
import { fis } from '../../clients/fis.ts';

/** Looks for what of a run is left in FIS. */
export const fisRest = fisResidue({ fis, ec2 });
