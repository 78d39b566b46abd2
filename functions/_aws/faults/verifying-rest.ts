import { lookingDrivers } from '../../../adapters/drivers/looking.ts';
import { fisDriver } from '../../../adapters/fis/driver.ts';
import { fisResidue } from '../../../adapters/fis/residue.ts';
import { fisVerify } from '../../../adapters/fis/verify.ts';
import { autoScaling } from '../clients/auto-scaling.ts';
import { ec2 } from '../clients/ec2.ts';
import { fis } from '../clients/fis.ts';
import { ownClients } from './own.ts';
import { owners } from './owners.ts';

/** Drivers that look whether a fault is over, and whether anything of a run is left. */
export const verifyingRest = [
  { ...fisDriver, ...fisVerify({ ...owners, autoScaling }), ...fisResidue({ fis, ec2 }) },
  ...lookingDrivers(ownClients),
];
