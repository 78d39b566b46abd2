import { lookingDrivers } from '../../../adapters/drivers/looking.ts';
import { fisDriver } from '../../../adapters/fis/driver.ts';
import { loaded } from './loaded.ts';
import { ownClients } from './own.ts';

const fis = loaded(['resolve'], async () => (await import('./fis/resolving.ts')).fisResolving);

/** Drivers that find targets. */
export const resolving = [{ ...fisDriver, ...fis }, ...lookingDrivers(ownClients)];
