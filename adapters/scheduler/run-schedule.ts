import type { CreateScheduleInput, GetScheduleOutput } from '@aws-sdk/client-scheduler';
import { sha256Hex } from '../../core/chain.ts';
import { StoreUnreadable } from '../../core/errors.ts';
import type { Schedule } from '../../core/experiment.ts';
import type { DefinitionRef, DeployedSchedule } from '../../core/fronts.ts';
import { parseExpression } from '../../core/schedule/expression.ts';
import { occurrences } from '../../core/schedule/occurrences.ts';

/** Where the schedules of a stage's documents are, and what they call. ARNs, but for the group's name. */
export type SchedulesPlace = {
  readonly group: string;
  readonly functionArn: string;
  /** What Scheduler becomes to call the function. */
  readonly roleArn: string;
  /** The queue for occurrences that reached nobody. */
  readonly deadLetterArn: string;
};

const prefixes = { Experiment: 'exp', GameDay: 'day' } as const;

/** The name of a document's schedule. Scheduler's have at most 64 characters; no document's name has an underscore. */
export const runScheduleName = ({ kind, name }: DefinitionRef): string => {
  const whole = `${prefixes[kind]}-${name}`;
  return whole.length <= 64 ? whole : `${whole.slice(0, 40)}_${sha256Hex(name).slice(0, 20)}`;
};

/** A document's schedule as Scheduler keeps it. */
export const runSchedule = (
  { group, functionArn, roleArn, deadLetterArn }: SchedulesPlace,
  { kind, name, schedule, paused }: DeployedSchedule,
  nowMs: number,
): CreateScheduleInput => {
  const { expression, zone, flexibleWindowMs, endMs } = schedule;
  const startMs = startOf(schedule, nowMs);
  return {
    Name: runScheduleName({ kind, name }),
    GroupName: group,
    Description: paused ? pausedText(paused) : `Starts ${kind} ${name} of Firedrill`,
    ScheduleExpression: expression,
    ScheduleExpressionTimezone: zone,
    ...(startMs !== undefined && { StartDate: new Date(startMs) }),
    ...(endMs !== undefined && { EndDate: new Date(endMs) }),
    FlexibleTimeWindow: flexibleWindowMs
      ? { Mode: 'FLEXIBLE', MaximumWindowInMinutes: Math.round(flexibleWindowMs / 60_000) }
      : { Mode: 'OFF' },
    State: paused ? 'DISABLED' : 'ENABLED',
    Target: {
      Arn: functionArn,
      RoleArn: roleArn,
      Input: JSON.stringify({ kind, name, occurrence: '<aws.scheduler.scheduled-time>', schedule }),
      RetryPolicy: {
        MaximumEventAgeInSeconds: Math.min(Math.max((flexibleWindowMs ?? 0) / 1_000, 60), longestRetryS),
        MaximumRetryAttempts: 3,
      },
      DeadLetterConfig: { Arn: deadLetterArn },
    },
  };
};

// What starts later than its window allows is refused where it starts; it need not even be tried.
const longestRetryS = 900;

// Scheduler refuses a start that is long past, and does not need one; but a rate counts from it.
const startOf = (schedule: Schedule, nowMs: number): number | undefined => {
  const { startMs = 0 } = schedule;
  if (startMs > nowMs) return startMs;
  const expression = parseExpression(schedule.expression);
  if (!expression.ok || expression.value.kind !== 'rate') return undefined;
  return occurrences({ ...schedule, startMs }, nowMs, 1)[0];
};

/** What a schedule was made from; throws `StoreUnreadable` where that was not Firedrill. */
export const deployedSchedule = (found: GetScheduleOutput): DeployedSchedule => {
  const { Name, ScheduleExpression, ScheduleExpressionTimezone, Target, State } = found;
  const input = inputOf(Name, Target?.Input);
  const { kind, name, schedule } = input;
  const expression = ScheduleExpression ?? schedule.expression;
  const zone = ScheduleExpressionTimezone ?? schedule.zone;
  return {
    ...{ kind, name, schedule: { ...schedule, expression, zone } },
    ...(State === 'DISABLED' && { paused: pausedIn(found) }),
  };
};

type Input = DefinitionRef & { readonly schedule: Schedule };

const inputOf = (name: string | undefined, text: string | undefined): Input => {
  try {
    const input: Partial<Input> = JSON.parse(text ?? '');
    if (input.kind && input.name && input.schedule) return input as Input;
  } catch {
    // said below
  }
  throw new StoreUnreadable(
    `The schedule ${name} is not from Firedrill: delete it, or move it to another group`,
  );
};

const longestName = 400;

const pausedText = ({ by, atMs }: NonNullable<DeployedSchedule['paused']>): string =>
  `Paused by ${by.slice(0, longestName)} at ${new Date(atMs).toISOString()}`;

const pausedIn = ({ Description = '', LastModificationDate }: GetScheduleOutput) => {
  const [, by, at] = /^Paused by (.+) at (\S+Z)$/s.exec(Description) ?? [];
  return by && at
    ? { by, atMs: Date.parse(at) }
    : { by: 'somebody outside of Firedrill', atMs: LastModificationDate?.getTime() ?? 0 };
};
