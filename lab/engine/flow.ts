import { RUNTIME, StateFailed } from './failure.ts';
import type { Flow, MapItem, Visit } from './machine.ts';
import { append, ROLE_ARN } from './run.ts';
import type { Scope } from './scope.ts';

/** Write an event of this branch. */
export const record = (flow: Flow, type: string, details?: Readonly<Record<string, unknown>>): number => {
  flow.lastEventId = append(flow.run, flow.lastEventId, type, details);
  return flow.lastEventId;
};

/** Branch off: the inner flow sees the variables of the outer one and keeps its own to itself. */
export const branchOff = (flow: Flow, scope: Scope, item: MapItem | undefined): Flow => ({
  run: flow.run,
  scope,
  variables: flow.variables,
  lastEventId: flow.lastEventId,
  ...(item === undefined ? {} : { item }),
});

/** AWS's opening of a cause that lies in the definition rather than in a task. */
export const whileIn = (visit: Visit, text: string): string =>
  `An error occurred while executing the state '${visit.state.name}' (entered at the event id #${visit.enteredId}). ${text}`;

/** A failure that no Retry or Catch can match. */
export const runtimeFailure = (visit: Visit, text: string): StateFailed =>
  new StateFailed(RUNTIME, whileIn(visit, text));

/** The context object, as `$states.context` shows it in this state. */
export const contextOf = (visit: Visit, item: MapItem | undefined = visit.flow.item) => {
  const { run } = visit.flow;
  return {
    Execution: {
      Id: run.arn,
      Input: run.input,
      Name: run.name,
      RoleArn: ROLE_ARN(run.world),
      StartTime: new Date(run.startedAt).toISOString(),
      RedriveCount: 0,
    },
    State: {
      Name: visit.state.name,
      EnteredTime: new Date(visit.enteredAt).toISOString(),
      RetryCount: visit.retryCount,
    },
    StateMachine: { Id: run.world.arn(`stateMachine:${run.machineName}`), Name: run.machineName },
    ...(visit.token === undefined ? {} : { Task: { Token: visit.token } }),
    ...(item === undefined ? {} : { Map: { Item: item } }),
  };
};
