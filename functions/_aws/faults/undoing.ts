import { undoingDrivers } from '../../../adapters/drivers/undoing.ts';
import { fisDriver } from '../../../adapters/fis/driver.ts';
import { fisFence } from '../../../adapters/fis/fence.ts';
import { fisUndo } from '../../../adapters/fis/undo.ts';
import { ec2 } from '../clients/ec2.ts';
import { fis } from '../clients/fis.ts';
import { common } from '../common.ts';
import { ownClients } from './own.ts';
import { ownFences } from './own-fences.ts';

/** Drivers that undo, and keep out what comes late. They cannot inject. */
export const undoing = [
  { ...fisDriver, ...fisFence(fis), ...fisUndo({ ec2, fis, clock: common.clock }) },
  ...undoingDrivers(ownClients, ownFences),
];
