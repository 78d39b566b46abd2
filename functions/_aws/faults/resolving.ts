import { lookingDrivers } from '../../../adapters/drivers/looking.ts';
import { fisDriver } from '../../../adapters/fis/driver.ts';
import { fisResolve } from '../../../adapters/fis/resolve.ts';
import { autoScaling } from '../clients/auto-scaling.ts';
import { ownClients } from './own.ts';
import { owners } from './owners.ts';

/** Drivers that find targets. */
export const resolving = [
  { ...fisDriver, ...fisResolve({ ...owners, autoScaling }) },
  ...lookingDrivers(ownClients),
];
