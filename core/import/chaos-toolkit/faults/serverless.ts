import { mapOf } from '../../../documents/raw.ts';
import type { AskedFault, FaultMaker } from '../activity.ts';
import { carried, changed, derived } from '../draft.ts';
import { booleanOf, numberOf, wordOf } from '../values.ts';
import { arnOf } from '../where.ts';
import {
  argument,
  faultOf,
  given,
  isRefusal,
  lasting,
  named,
  type Piece,
  parameter,
  placeOf,
  without,
} from './parts.ts';

const functions = (asked: AskedFault) =>
  named(asked, 'function_name', 'aws:lambda:function', (name) =>
    arnOf(asked.where, 'lambda', 'function:', name),
  );

/** `awslambda.actions.put_function_concurrency`. */
export const throttle: FaultMaker = (asked) => {
  const targets = functions(asked);
  if (isRefusal(targets)) return targets;
  const reserved = wordOf(given(asked, 'concurrent_executions')) ?? '0';
  const parameters = argument(asked, 'concurrent_executions', 'reservedConcurrentExecutions', reserved);
  return [faultOf('lambda/concurrency', targets, parameters, lasting(asked, 'duration'))];
};

const mapping = (asked: AskedFault) =>
  named(asked, 'event_uuid', 'aws:lambda:event-source-mapping', (uuid) =>
    arnOf(asked.where, 'lambda', 'event-source-mapping:', uuid),
  );

/** `awslambda.actions.toggle_event_source_mapping_state`, where it disables. */
export const toggleEventSource: FaultMaker = (asked) => {
  const targets = mapping(asked);
  if (isRefusal(targets)) return targets;
  if (booleanOf(given(asked, 'enabled')) === true)
    return {
      why: 'it enables the mapping, which breaks nothing: Firedrill does so at the end of its own fault',
    };
  const off: Piece = {
    fields: {},
    notes: [carried(placeOf(asked, 'enabled'), ['action'], 'the mapping is disabled while the fault lasts')],
  };
  return [faultOf('lambda/event-source', targets, off, lasting(asked, 'duration'))];
};

/** `awslambda.actions.delete_event_source_mapping`: disabled instead, which does the same while it lasts. */
export const disableEventSource: FaultMaker = (asked) => {
  const targets = mapping(asked);
  if (isRefusal(targets)) return targets;
  const kept: Piece = {
    fields: {},
    notes: [
      derived(['action'], 'the mapping is disabled instead of deleted: the same fault, and it can be undone'),
    ],
  };
  return [faultOf('lambda/event-source', targets, kept, lasting(asked, 'duration'))];
};

const LAYER =
  'FIS has an extension of its own: https://docs.aws.amazon.com/fis/latest/userguide/use-lambda-actions.html';
const LAYER_FIX = `add the layer of the AWS FIS extension to the function and give it its bucket; ${LAYER}`;

const percentage = (asked: AskedFault): Piece => {
  const probability = numberOf(given(asked, 'probability'));
  const value = String(Math.min(100, Math.max(1, Math.round((probability ?? 0.9) * 100))));
  const to = ['parameters', 'invocationPercentage'];
  const notes = [
    probability === undefined
      ? derived(to, "Chaos Toolkit's default is a probability of 0.9")
      : changed(placeOf(asked, 'probability'), to, 'a probability is a percentage here'),
    derived(['action'], 'another extension does the same here', LAYER_FIX),
  ];
  return { fields: { invocationPercentage: value }, notes };
};

/** `awslambda.actions.add_latency`; its latency is in seconds. */
export const addLatency: FaultMaker = (asked) => {
  const targets = functions(asked);
  if (isRefusal(targets)) return targets;
  const seconds = numberOf(given(asked, 'latency'));
  const delay = String(Math.round((seconds ?? 1) * 1000));
  const to = 'startupDelayMilliseconds';
  const latency: Piece =
    seconds === undefined
      ? parameter(to, delay, "Chaos Toolkit's default is one second")
      : {
          fields: { [to]: delay },
          notes: [changed(placeOf(asked, 'latency'), ['parameters', to], 'seconds are milliseconds here')],
        };
  const rest = [latency, percentage(asked), lasting(asked, 'duration'), without(asked, { layer: LAYER })];
  return [faultOf('aws:lambda:invocation-add-delay', targets, ...rest)];
};

/** `awslambda.actions.add_error`: a status for whoever asked, without running the function. */
export const addError: FaultMaker = (asked) => {
  const targets = functions(asked);
  if (isRefusal(targets)) return targets;
  const answer = given(asked, 'body');
  const status = numberOf(mapOf(parsed(answer)).statusCode) ?? 500;
  const to = ['parameters', 'statusCode'];
  const note =
    answer === undefined
      ? derived(to, "Chaos Toolkit's default is an answer with status 500")
      : changed(placeOf(asked, 'body'), to, 'of the answer, its status is what FIS can send');
  const statusCode: Piece = { fields: { statusCode: String(status) }, notes: [note] };
  const rest = [
    statusCode,
    parameter('contentTypeHeader', 'application/json', 'FIS wants to know what the answer looks like'),
    parameter('preventExecution', 'true', 'the function does not run, as there'),
    ...[percentage(asked), lasting(asked, 'duration'), without(asked, { layer: LAYER })],
  ];
  return [faultOf('aws:lambda:invocation-http-integration-response', targets, ...rest)];
};

const parsed = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
};

/** `cloudwatch.actions.disable_rule`, and `delete_rule` for whoever names it. */
export const disableRule: FaultMaker = (asked) => {
  const targets = named(asked, 'rule_name', 'aws:events:rule', (name) =>
    arnOf(asked.where, 'events', 'rule/', name),
  );
  if (isRefusal(targets)) return targets;
  const spare = without(asked, { force: 'the rule is disabled here, which needs no force' });
  return [faultOf('events/rule', targets, lasting(asked, 'duration'), spare)];
};
