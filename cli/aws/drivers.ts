import type { ClientSettings } from '../../adapters/aws/settings.ts';
import { driverClients } from '../../adapters/drivers/clients.ts';
import { fenceWriter } from '../../adapters/drivers/dynamodb-fences.ts';
import { fencingDrivers } from '../../adapters/drivers/fencing.ts';
import { lookingDrivers } from '../../adapters/drivers/looking.ts';
import { once } from '../../adapters/drivers/once.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { fisDriver } from '../../adapters/fis/driver.ts';
import type { FaultDriver } from '../../core/ports.ts';
import { notFromHere } from './not-from-here.ts';

/** Every driver as far as a person needs it: it looks, and it keeps out what comes late. It injects and undoes nothing. */
export const awsDrivers = (settings: ClientSettings, table: Table): readonly FaultDriver[] => {
  const fences = fencingDrivers(fenceWriter(table));
  const own = lookingDrivers(driverClients(settings)).map((driver) => ({
    ...driver,
    ...untouched,
    fence: async (runId: string) => fences.find(({ name }) => name === driver.name)?.fence(runId),
  }));
  return [fis(settings), ...own];
};

const untouched = { inject: notFromHere('inject a fault'), undo: notFromHere('undo a fault') };

// What FIS hits takes EC2's client, which is large: loaded when it is first looked at.
const fis = (settings: ClientSettings): FaultDriver => {
  const parts = once(async () => (await import('./fis-parts.ts')).fisParts(settings));
  return {
    ...fisDriver,
    ...untouched,
    resolve: async (fault) => (await parts()).resolve(fault),
    snapshot: async (fault) => (await parts()).snapshot(fault),
    evidence: async (record) => (await parts()).evidence(record),
    verify: async (record) => (await parts()).verify(record),
    residue: async (runId) => (await parts()).residue(runId),
    fence: async (runId) => (await parts()).fence(runId),
  };
};
