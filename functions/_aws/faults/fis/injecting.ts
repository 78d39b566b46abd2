import { fisInject, type InjectNeeds } from '../../../../adapters/fis/inject.ts';
import { fis } from '../../clients/fis.ts';
import { common } from '../../common.ts';
import { environment } from '../../environment.ts';

const { FIREDRILL_STAGE: stage, FIREDRILL_FIS_ROLE: roleArn, FIREDRILL_FIS_LOGS: logs } = environment;

// FIS asks for the ARN with `:*` at its end. https://docs.aws.amazon.com/fis/latest/userguide/monitoring-logging.html
const logConfiguration = {
  logSchemaVersion: 2,
  cloudWatchLogsConfiguration: { logGroupArn: logs.endsWith(':*') ? logs : `${logs}:*` },
};

/** Makes faults by FIS. */
export const fisInjecting = (asked: Pick<InjectNeeds, 'mayInject' | 'stopAlarms'>) =>
  fisInject({
    ...{ fis, clock: common.clock, ...asked },
    settings: { roleArn, stage, ...(logs !== '' && { logConfiguration }) },
  });
