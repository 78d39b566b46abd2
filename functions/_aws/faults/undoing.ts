import { undoingDrivers } from '../../../adapters/drivers/undoing.ts';
import { fisDriver } from '../../../adapters/fis/driver.ts';
import { loaded } from './loaded.ts';
import { ownClients } from './own.ts';
import { ownFences } from './own-fences.ts';

const fence = loaded(['fence'], async () => (await import('./fis/fencing.ts')).fisFencing);
const undo = loaded(['undo'], async () => (await import('./fis/undoing.ts')).fisUndoing);

/** Drivers that undo, and keep out what comes late. They cannot inject. */
export const undoing = [{ ...fisDriver, ...fence, ...undo }, ...undoingDrivers(ownClients, ownFences)];
