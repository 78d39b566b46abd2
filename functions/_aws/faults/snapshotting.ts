import { lookingDrivers } from '../../../adapters/drivers/looking.ts';
import { fisDriver } from '../../../adapters/fis/driver.ts';
import { fisSnapshot } from '../../../adapters/fis/snapshot.ts';
import { ownClients } from './own.ts';
import { owners } from './owners.ts';

/** Drivers that take before-images. */
export const snapshotting = [{ ...fisDriver, ...fisSnapshot(owners) }, ...lookingDrivers(ownClients)];
