import { lookingDrivers } from '../../../adapters/drivers/looking.ts';
import { fisDriver } from '../../../adapters/fis/driver.ts';
import { loaded } from './loaded.ts';
import { ownClients } from './own.ts';

const fis = loaded(['evidence'], async () => (await import('./fis/proving.ts')).fisProving);

/** Drivers that look whether a fault is there. */
export const proving = [{ ...fisDriver, ...fis }, ...lookingDrivers(ownClients)];
