import { fenceReader } from '../../../adapters/drivers/dynamodb-fences.ts';
import { injectingDrivers } from '../../../adapters/drivers/injecting.ts';
import { fisDriver } from '../../../adapters/fis/driver.ts';
import { fisInject, type InjectNeeds } from '../../../adapters/fis/inject.ts';
import { fis } from '../clients/fis.ts';
import { common } from '../common.ts';
import { environment } from '../environment.ts';
import { table } from '../table.ts';
import { ownClients } from './own.ts';

const { FIREDRILL_STAGE: stage, FIREDRILL_FIS_ROLE: roleArn, FIREDRILL_FIS_LOGS: logs } = environment;

// FIS asks for the ARN with `:*` at its end. https://docs.aws.amazon.com/fis/latest/userguide/monitoring-logging.html
const logConfiguration = {
  logSchemaVersion: 2,
  cloudWatchLogsConfiguration: { logGroupArn: logs.endsWith(':*') ? logs : `${logs}:*` },
};

/** Drivers that break things. Only inject-faults has them. */
export const injecting = (asked: Pick<InjectNeeds, 'mayInject' | 'stopAlarms'>) => [
  {
    ...fisDriver,
    ...fisInject({
      ...{ fis, clock: common.clock, ...asked },
      settings: { roleArn, stage, ...(logs !== '' && { logConfiguration }) },
    }),
  },
  ...injectingDrivers(ownClients, fenceReader(table)),
];
