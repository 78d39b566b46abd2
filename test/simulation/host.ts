import { taskError } from './disturbances/tasks.ts';
import type { Host } from './engine.ts';
import type { Ground } from './ground.ts';
import type { Quietly, RunFunction } from './quietly.ts';

const ended: Readonly<Record<string, string>> = {
  ExecutionFailed: 'FAILED',
  ExecutionAborted: 'ABORTED',
  ExecutionTimedOut: 'TIMED_OUT',
};

/** What the engine finds in a simulation: tasks that may fail by themselves, and a rule that hears how it ends. */
export const hostOf = (
  ground: Ground,
  visit: (what: string) => string,
  run: RunFunction,
  quietly: Quietly,
): Host => {
  const { clock, random, timesOutAfterS, schedule, weather, told, runId } = ground;
  return {
    ...{ clock, random, timesOutAfterS },
    invoke: async (fn, payload, { stateName }) => {
      const error = taskError(schedule, visit(`task:${stateName}`));
      if (error && !error.isAfter) throw error.failure;
      const answer = await run(fn, payload);
      if (error) throw error.failure;
      return answer;
    },
    onEvent: ({ type, name }) => {
      told(() => `execution ${name === runId ? '' : name}: ${type}`);
      const status = ended[type];
      if (status === undefined || weather.isStatusRuleLost || schedule.without.includes('status-rule'))
        return;
      quietly('on-execution-ended', {
        'detail-type': 'Step Functions Execution Status Change',
        detail: { name, status },
      });
    },
  };
};
