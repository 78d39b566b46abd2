import { StateFailed } from '../failure.ts';
import type { JsonObject } from '../json.ts';
import type { Visit } from '../machine.ts';
import { eventOf } from './lambda.ts';

/** `states:startExecution`: start another machine and go on. */
export const startNested = (visit: Visit, { StateMachineArn, Name, Input }: JsonObject): unknown => {
  try {
    const started = visit.flow.run.world.start({
      stateMachine: String(StateMachineArn),
      ...(typeof Name === 'string' ? { name: Name } : {}),
      input: eventOf(Input ?? {}),
    });
    return { ExecutionArn: started.executionArn, StartDate: started.startDate.toISOString() };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new StateFailed(`StepFunctions.${error.name}Exception`, error.message);
  }
};
