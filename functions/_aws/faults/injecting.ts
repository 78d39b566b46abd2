import { fenceReader } from '../../../adapters/drivers/dynamodb-fences.ts';
import { injectingDrivers } from '../../../adapters/drivers/injecting.ts';
import { fisDriver } from '../../../adapters/fis/driver.ts';
import type { InjectNeeds } from '../../../adapters/fis/inject.ts';
import { table } from '../table.ts';
import { loaded } from './loaded.ts';
import { ownClients } from './own.ts';

/** Drivers that break things. Only inject-faults has them. */
export const injecting = (asked: Pick<InjectNeeds, 'mayInject' | 'stopAlarms'>) => [
  {
    ...fisDriver,
    ...loaded(['inject'], async () => (await import('./fis/injecting.ts')).fisInjecting(asked)),
  },
  ...injectingDrivers(ownClients, fenceReader(table)),
];
