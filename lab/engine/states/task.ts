import { complain, type Part, requiredText } from '../definition/context.ts';
import { compileLeaving, nextOf } from '../definition/transition.ts';
import { DATA_LIMIT, StateFailed, TIMED_OUT } from '../failure.ts';
import { record } from '../flow.ts';
import { isObject, toText } from '../json.ts';
import { evaluationOf } from '../jsonata/expression.ts';
import { computedNumber, templateField } from '../jsonata/template.ts';
import { isTooLarge, MAX_SECONDS, tooLargeCause } from '../limits.ts';
import type { Visit } from '../machine.ts';
import { inSeconds, runIntegration } from '../tasks/integration.ts';
import { invokeFunction } from '../tasks/lambda.ts';
import { type Patience, patiently } from '../tasks/patience.ts';
import { type Resource, readResource } from '../tasks/resource.ts';
import type { CompileState } from './simple.ts';

/** Task: calls a function or an integration, and waits for the token where it says so. */
export const compileTask: CompileState = (part) => {
  const resource = compileResource(part, 'Arguments');
  const given = templateField(part, 'Arguments');
  const patienceOf = compilePatience(part);
  const leave = compileLeaving(part, nextOf(part));
  return async (visit) => {
    issueToken(visit, resource);
    const evaluation = evaluationOf(visit);
    const patience = await patienceOf(visit);
    const input = given === undefined ? visit.input : await given(evaluation);
    const result = await runResource(visit, resource, input, patience);
    return leave(visit, { result }, result);
  };
};

/** The Resource of a Task; its arguments are checked as far as they are written out. */
export const compileResource = (part: Part, argumentsKey: string): Resource => {
  const text = requiredText(part, 'Resource');
  const resource = readResource(text);
  if (resource === undefined) {
    complain(part, 'Resource', `Resource '${text}' is not supported`);
    return { kind: 'function', arn: text, functionName: text };
  }
  const given = part.fields[argumentsKey];
  if (resource.kind === 'integration' && isObject(given)) {
    for (const key of Object.keys(given)) {
      if (ARGUMENTS[resource.service].includes(key.replace(/\.\$$/, ''))) continue;
      complain(
        part,
        argumentsKey,
        `The field '${key}' is not supported by ${resource.service}:${resource.action}`,
      );
    }
  }
  return resource;
};

const ARGUMENTS = { lambda: ['FunctionName', 'Payload'], states: ['StateMachineArn', 'Name', 'Input'] };

const compilePatience = (part: Part): ((visit: Visit) => Promise<Patience>) => {
  const seconds = { min: 1, max: MAX_SECONDS, integer: true };
  const timeout = computedNumber(part, 'TimeoutSeconds', seconds);
  const heartbeat = computedNumber(part, 'HeartbeatSeconds', seconds);
  const { TimeoutSeconds: whole, HeartbeatSeconds: beat } = part.fields;
  if (typeof whole === 'number' && typeof beat === 'number' && beat >= whole) {
    complain(part, 'HeartbeatSeconds', 'HeartbeatSeconds must be smaller than TimeoutSeconds');
  }
  return async (visit) => {
    const evaluation = evaluationOf(visit);
    return { timeoutSeconds: await timeout?.(evaluation), heartbeatSeconds: await heartbeat?.(evaluation) };
  };
};

/** Give the visit a token, where the resource waits for one: a new one for each attempt. */
export const issueToken = (visit: Visit, resource: Resource): void => {
  if (resource.kind === 'integration' && resource.token) visit.token = visit.flow.run.world.tokens.issue();
};

/** Call the resource. Only a task with a token can send heartbeats, so only there does silence count. */
export const runResource = (
  visit: Visit,
  resource: Resource,
  input: unknown,
  patience: Patience,
): Promise<unknown> => {
  if (resource.kind === 'function') return runFunction(visit, resource, input, patience);
  const heard = resource.token ? patience : { ...patience, heartbeatSeconds: undefined };
  return runIntegration(visit, resource, input, heard);
};

const runFunction = async (
  visit: Visit,
  { arn, functionName }: Extract<Resource, { kind: 'function' }>,
  input: unknown,
  patience: Patience,
): Promise<unknown> => {
  const { flow } = visit;
  const limits = { timeoutSeconds: patience.timeoutSeconds, heartbeatSeconds: undefined };
  record(flow, 'LambdaFunctionScheduled', { resource: arn, input: toText(input), ...inSeconds(limits) });
  record(flow, 'LambdaFunctionStarted');
  try {
    const result = await patiently(visit, limits, ({ resolve, reject }) =>
      invokeFunction(visit, functionName, input).then(resolve, reject),
    );
    const output = toText(result);
    if (isTooLarge(output)) throw new StateFailed(DATA_LIMIT, tooLargeCause(arn));
    record(flow, 'LambdaFunctionSucceeded', { output });
    return result;
  } catch (error) {
    if (!(error instanceof StateFailed)) throw error;
    const type = error.error === TIMED_OUT ? 'LambdaFunctionTimedOut' : 'LambdaFunctionFailed';
    record(flow, type, { error: error.error, cause: error.reason });
    throw error;
  }
};
