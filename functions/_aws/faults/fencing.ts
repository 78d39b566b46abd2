import { fencingDrivers } from '../../../adapters/drivers/fencing.ts';
import { fisDriver } from '../../../adapters/fis/driver.ts';
import { loaded } from './loaded.ts';
import { ownFences } from './own-fences.ts';

const fis = loaded(['fence'], async () => (await import('./fis/fencing.ts')).fisFencing);

/** Drivers that keep out what comes late: they stop FIS, and change no target. */
export const fencing = [{ ...fisDriver, ...fis }, ...fencingDrivers(ownFences)];
