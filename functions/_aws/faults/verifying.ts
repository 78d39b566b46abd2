import { lookingDrivers } from '../../../adapters/drivers/looking.ts';
import { fisDriver } from '../../../adapters/fis/driver.ts';
import { loaded } from './loaded.ts';
import { ownClients } from './own.ts';

const fis = loaded(['verify'], async () => (await import('./fis/verifying.ts')).fisVerifying);

/** Drivers that look whether a fault is over. */
export const verifying = [{ ...fisDriver, ...fis }, ...lookingDrivers(ownClients)];
