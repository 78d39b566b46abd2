import { lookingDrivers } from '../../../adapters/drivers/looking.ts';
import { fisDriver } from '../../../adapters/fis/driver.ts';
import { fisVerify } from '../../../adapters/fis/verify.ts';
import { autoScaling } from '../clients/auto-scaling.ts';
import { ownClients } from './own.ts';
import { owners } from './owners.ts';

/** Drivers that look whether a fault is over. */
export const verifying = [
  { ...fisDriver, ...fisVerify({ ...owners, autoScaling }) },
  ...lookingDrivers(ownClients),
];
