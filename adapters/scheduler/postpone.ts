import {
  GetScheduleCommand,
  type GetScheduleOutput,
  type SchedulerClient,
  UpdateScheduleCommand,
  type UpdateScheduleInput,
} from '@aws-sdk/client-scheduler';
import { NotFound, ServiceUnavailable } from '../../core/errors.ts';
import type { Clock, DeadMan } from '../../core/ports.ts';
import { calling } from '../aws/calling.ts';
import { startDate } from './dead-man-schedule.ts';
import { scheduleName } from './schedule-name.ts';

/** Moves the first firing of a run's schedule, and leaves all else of it as it is. A disabled schedule is none. */
export const postponeDeadMen = (
  client: SchedulerClient,
  group: string,
  clock: Pick<Clock, 'now'>,
): Pick<DeadMan, 'postpone'> => ({
  postpone: async (runId, fireAtMs) => {
    const which = { Name: scheduleName(runId), GroupName: group };
    try {
      return await calling(`postpone the dead man of run ${runId}`, async () => {
        const schedule = await client.send(new GetScheduleCommand(which));
        if (schedule.State !== 'ENABLED') return false;
        // Scheduler refuses a start more than five minutes ago; what is due fires all the same.
        const StartDate = startDate(Math.max(fireAtMs, clock.now()));
        await client.send(new UpdateScheduleCommand({ ...whole(schedule), ...which, StartDate }));
        return true;
      });
    } catch (failure) {
      if (failure instanceof NotFound) return false;
      throw failure;
    }
  },
});

/** UpdateSchedule replaces everything: a field that is not given is back at its default. */
const whole = (now: GetScheduleOutput): Omit<UpdateScheduleInput, 'Name' | 'StartDate'> => {
  const { ScheduleExpression, FlexibleTimeWindow, Target } = now;
  if (!(ScheduleExpression && FlexibleTimeWindow && Target))
    throw new ServiceUnavailable(`Scheduler gave schedule ${now.Name} without its expression or target`);
  const { ScheduleExpressionTimezone, Description, State, KmsKeyArn, EndDate, ActionAfterCompletion } = now;
  const rest = { ScheduleExpressionTimezone, Description, State, KmsKeyArn, EndDate, ActionAfterCompletion };
  return { ScheduleExpression, FlexibleTimeWindow, Target, ...rest };
};
