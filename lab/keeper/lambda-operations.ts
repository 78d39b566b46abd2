import type { FunctionConfiguration } from '../workload/messages.ts';
import { ACCOUNT, ORDERS_FUNCTION, REGION } from '../workload/settings.ts';
import type { LabFunction } from './api-lambda.ts';
import type { Operations } from './operations.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

type Lambda = Pick<Operations, Extract<keyof Operations, `lambda/${string}`>>;
type Fault = { readonly endsAtMs: number; readonly restore: () => Promise<void> };

const TAGS = { app: 'shop', tier: 'orders', 'firedrill:consent': 'allowed' };

/** Lambda, with the one function of the shop. One fault at a time: of two FIS applies the first only. */
export const lambdaOperations = ({
  clock,
  orders,
  fence,
}: Pick<World, 'clock' | 'orders' | 'fence'>): Lambda => {
  const faults = new Map<string, Fault>();

  const describe = (): LabFunction => ({
    functionName: ORDERS_FUNCTION,
    arn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${ORDERS_FUNCTION}`,
    tags: TAGS,
    configuration: orders.configuration(),
    faults: [...faults].map(([clientToken, { endsAtMs }]) => ({ clientToken, endsAtMs })),
  });

  const disrupt = async (configuration: FunctionConfiguration, durationMs: number, clientToken: string) => {
    check(configuration);
    if (faults.size > 0)
      throw new Refusal('ResourceConflictException', 'A fault is on the function already.', 409);
    const before = orders.configuration();
    const disrupted = { ...before, ...configuration };
    const endsAtMs = clock.now() + durationMs;
    const forget = clock.at(endsAtMs, () => void restore());
    const restore = async () => {
      forget();
      faults.delete(clientToken);
      // What its owner has changed meanwhile is not ours to undo.
      if (orders.configuration() === disrupted) await orders.configure(before);
    };
    faults.set(clientToken, { endsAtMs, restore });
    await orders.configure(disrupted);
    return {};
  };

  return {
    'lambda/ListFunctions': () => ({ functions: [describe()] }),
    'lambda/ProbeFunction': async ({ functionName }) => {
      named(functionName);
      const configuration = await orders.ask();
      return configuration === undefined ? { alive: false } : { alive: true, configuration };
    },
    'lambda/DisruptFunction': (input) =>
      fence.once('DisruptFunction', input, () => {
        named(input.functionName);
        return disrupt(input.configuration, input.durationMs, input.clientToken);
      }),
    'lambda/RestoreFunction': async ({ functionName, clientToken }) => {
      named(functionName);
      const fault = faults.get(clientToken);
      await fault?.restore();
      return { restored: fault !== undefined };
    },
    'lambda/UpdateFunctionConfiguration': async ({ functionName, configuration }) => {
      named(functionName);
      check(configuration);
      await orders.configure(configuration);
      return {};
    },
  };
};

const named = (functionName: string) => {
  if (functionName !== ORDERS_FUNCTION)
    throw new Refusal('ResourceNotFoundException', `Function not found: ${functionName}`, 404);
};

const check = ({
  delayMs = 0,
  reservedConcurrentExecutions = 0,
  invocationPercentage = 100,
}: FunctionConfiguration) => {
  // FIS's range for startupDelayMilliseconds, and Lambda's for a reservation.
  if (!(delayMs >= 0 && delayMs <= 900_000))
    throw new Refusal('InvalidParameterValueException', 'A delay is 0 to 900000 ms.');
  if (!(reservedConcurrentExecutions >= 0))
    throw new Refusal('InvalidParameterValueException', 'A reservation is 0 or more.');
  if (!(invocationPercentage >= 1 && invocationPercentage <= 100))
    throw new Refusal('InvalidParameterValueException', 'invocationPercentage is 1 to 100.');
};
