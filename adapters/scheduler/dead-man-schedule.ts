import type { CreateScheduleInput } from '@aws-sdk/client-scheduler';
import { WrongAsAsked } from '../../core/errors.ts';
import type { DeadManInput } from '../../core/ports.ts';
import { scheduleName } from './schedule-name.ts';

/** Where a stage's dead men are, and what they call. ARNs, but for the group's name. */
export type DeadManPlace = {
  readonly group: string;
  readonly functionArn: string;
  /** What Scheduler becomes to call the function. */
  readonly roleArn: string;
  /** The queue for firings that reached nobody. */
  readonly deadLetterArn: string;
};

// https://docs.aws.amazon.com/scheduler/latest/UserGuide/scheduler-quotas.html: "Target input size".
const mostBytes = 256 * 1024;

/** A run's schedule: once a minute from `fireAtMs` on, without an end. Throws when its input is more than Scheduler takes. */
export const deadManSchedule = (
  { group, functionArn, roleArn, deadLetterArn }: DeadManPlace,
  input: DeadManInput,
  fireAtMs: number,
): CreateScheduleInput => ({
  Name: scheduleName(input.runId),
  GroupName: group,
  Description: `Takes Firedrill run ${input.runId} home when its orchestrator falls silent`.slice(0, 512),
  ScheduleExpression: 'rate(1 minute)',
  StartDate: startDate(fireAtMs),
  FlexibleTimeWindow: { Mode: 'OFF' },
  State: 'ENABLED',
  Target: {
    Arn: functionArn,
    RoleArn: roleArn,
    Input: inputText(input),
    // The next firing is a minute away; one that could not be delivered by then is of no more use.
    RetryPolicy: { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 5 },
    DeadLetterConfig: { Arn: deadLetterArn },
  },
});

/** Scheduler counts in whole seconds, and it must not be early. */
export const startDate = (fireAtMs: number): Date => new Date(Math.ceil(fireAtMs / 1_000) * 1_000);

const inputText = (input: DeadManInput): string => {
  const text = JSON.stringify(input);
  const bytes = Buffer.byteLength(text);
  if (bytes <= mostBytes) return text;
  const targets = input.faults.reduce((sum, fault) => sum + fault.targets.length, 0);
  throw new WrongAsAsked(
    `The dead man of run ${input.runId} would need ${bytes} bytes to undo its ${targets} targets, and a schedule carries ${mostBytes}: hit fewer targets, or split the experiment`,
  );
};
