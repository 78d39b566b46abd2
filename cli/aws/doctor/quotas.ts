import { FisClient } from '@aws-sdk/client-fis';
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { calling } from '../../../adapters/aws/calling.ts';
import { activeExperiments } from '../../../adapters/fis/active.ts';
import { activeExperimentsAllowed } from '../../../adapters/fis/quotas.ts';
import { bad, type Finding, ok, warn } from '../../finding.ts';
import { type Asked, type Check, looking } from './asked.ts';

/** What the functions that stop and undo reserve, in all: the sum over functions/<name>/function.yml. */
export const reservedConcurrency = 57;

// https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html: so much must stay for all others.
const staysUnreserved = 100;

/** Whether the account has room: Lambda's concurrency, and FIS's five active experiments. */
export const quotas: Check = async (asked) => {
  const found = await Promise.all([
    looking('concurrency', () => concurrency(asked)),
    looking('fis', () => experiments(asked)),
  ]);
  return found.flat();
};

const concurrency = async ({ settings, deployed }: Asked): Promise<Finding> => {
  const client = new LambdaClient(settings);
  const { AccountLimit } = await calling("read Lambda's account settings", () =>
    client.send(new GetAccountSettingsCommand()),
  ).finally(() => client.destroy());
  const all = AccountLimit?.ConcurrentExecutions ?? 0;
  const free = AccountLimit?.UnreservedConcurrentExecutions ?? 0;
  const hasRoom = free >= reservedConcurrency + staysUnreserved;
  const has = `${free} of ${all} concurrent executions are unreserved`;
  if (deployed?.parameters.ReserveConcurrency === 'on') return ok('concurrency', `${has}; ours are reserved`);
  if (deployed !== undefined)
    return warn(
      'concurrency',
      `${has}; what stops and undoes shares them with everybody`,
      hasRoom ? 'deploy with --param reserveConcurrency=on' : raise,
    );
  return hasRoom
    ? ok('concurrency', has)
    : bad(
        'concurrency',
        `${has}; ${reservedConcurrency} are to be reserved, and ${staysUnreserved} must stay`,
        `${raise}, or deploy with --param reserveConcurrency=off`,
      );
};

const raise = 'have the quota raised (Service Quotas, Lambda, L-B99A9384)';

const experiments = async ({ settings }: Asked): Promise<Finding> => {
  const client = new FisClient(settings);
  const active = await activeExperiments(client).finally(() => client.destroy());
  const found = `${active} of ${activeExperimentsAllowed} FIS experiments are active`;
  return active < activeExperimentsAllowed
    ? ok('fis', found)
    : warn('fis', found, 'no run with a FIS action can start until one of them ends');
};
