import { lookingDrivers } from '../../../adapters/drivers/looking.ts';
import { fisDriver } from '../../../adapters/fis/driver.ts';
import { loaded } from './loaded.ts';
import { ownClients } from './own.ts';

const fis = loaded(['snapshot'], async () => (await import('./fis/snapshotting.ts')).fisSnapshotting);

/** Drivers that take before-images. */
export const snapshotting = [{ ...fisDriver, ...fis }, ...lookingDrivers(ownClients)];
