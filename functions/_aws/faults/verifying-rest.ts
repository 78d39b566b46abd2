import { lookingDrivers } from '../../../adapters/drivers/looking.ts';
import { fisDriver } from '../../../adapters/fis/driver.ts';
import { loaded } from './loaded.ts';
import { ownClients } from './own.ts';

const verify = loaded(['verify'], async () => (await import('./fis/verifying.ts')).fisVerifying);
const residue = loaded(['residue'], async () => (await import('./fis/residue.ts')).fisRest);

/** Drivers that look whether a fault is over, and whether anything of a run is left. */
export const verifyingRest = [{ ...fisDriver, ...verify, ...residue }, ...lookingDrivers(ownClients)];
