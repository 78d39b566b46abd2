import { fencingDrivers } from '../../../adapters/drivers/fencing.ts';
import { fisDriver } from '../../../adapters/fis/driver.ts';
import { fisFence } from '../../../adapters/fis/fence.ts';
import { fis } from '../clients/fis.ts';
import { ownFences } from './own-fences.ts';

/** Drivers that keep out what comes late: they stop FIS, and change no target. */
export const fencing = [{ ...fisDriver, ...fisFence(fis) }, ...fencingDrivers(ownFences)];
