import { DATA_LIMIT, StateFailed, TIMED_OUT } from '../failure.ts';
import { record, runtimeFailure } from '../flow.ts';
import { isObject, type JsonObject, toText } from '../json.ts';
import { isTooLarge, tooLargeCause } from '../limits.ts';
import type { Visit } from '../machine.ts';
import { eventOf, invokeFunction, invokeResponse } from './lambda.ts';
import { type Patience, patiently } from './patience.ts';
import { functionNameOf, type Resource } from './resource.ts';
import { startNested } from './start-execution.ts';
import { tokenAnswer } from './token-answer.ts';

type Integration = Extract<Resource, { kind: 'integration' }>;

/** Run an optimised integration, with the events AWS writes around it. */
export const runIntegration = async (
  visit: Visit,
  resource: Integration,
  given: unknown,
  patience: Patience,
): Promise<unknown> => {
  const { flow } = visit;
  const about = {
    resourceType: resource.service,
    resource: resource.token ? `${resource.action}.waitForTaskToken` : resource.action,
  };
  const parameters = toText(given);
  record(flow, 'TaskScheduled', { ...about, region: REGION(visit), parameters, ...inSeconds(patience) });
  record(flow, 'TaskStarted', about);
  try {
    const result = await patiently(visit, patience, (pending) => {
      const call = () => callService(visit, resource, isObject(given) ? given : {});
      if (!resource.token) return call().then(pending.resolve, pending.reject);
      return tokenAnswer(visit, pending, async () => {
        const response = await call();
        if (pending.isOpen()) record(flow, 'TaskSubmitted', { ...about, output: toText(response) });
      });
    });
    const output = toText(result);
    if (isTooLarge(output)) throw new StateFailed(DATA_LIMIT, tooLargeCause(resource.service));
    record(flow, 'TaskSucceeded', { ...about, output });
    return result;
  } catch (error) {
    if (!(error instanceof StateFailed)) throw error;
    const type = error.error === TIMED_OUT ? 'TaskTimedOut' : 'TaskFailed';
    record(flow, type, { ...about, error: error.error, cause: error.reason });
    throw error;
  }
};

const REGION = ({ flow }: Visit): string => flow.run.arn.split(':')[3] ?? '';

/** The limits of a task as its first event tells them. */
export const inSeconds = ({ timeoutSeconds, heartbeatSeconds }: Patience) => ({
  ...(timeoutSeconds === undefined ? {} : { timeoutInSeconds: timeoutSeconds }),
  ...(heartbeatSeconds === undefined ? {} : { heartbeatInSeconds: heartbeatSeconds }),
});

const callService = async (visit: Visit, { service }: Integration, given: JsonObject): Promise<unknown> => {
  const { world } = visit.flow.run;
  if (service === 'states') return startNested(visit, given);
  const { FunctionName: reference, Payload: payload } = given;
  if (typeof reference !== 'string')
    throw runtimeFailure(visit, 'The FunctionName of a function must be a string.');
  return invokeResponse(world, await invokeFunction(visit, functionNameOf(reference), eventOf(payload)));
};
