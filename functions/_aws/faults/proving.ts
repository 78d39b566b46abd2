import { lookingDrivers } from '../../../adapters/drivers/looking.ts';
import { fisDriver } from '../../../adapters/fis/driver.ts';
import { fisEvidence } from '../../../adapters/fis/evidence.ts';
import { fis } from '../clients/fis.ts';
import { ownClients } from './own.ts';
import { owners } from './owners.ts';

/** Drivers that look whether a fault is there. */
export const proving = [{ ...fisDriver, ...fisEvidence({ ...owners, fis }) }, ...lookingDrivers(ownClients)];
