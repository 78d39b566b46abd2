import * as z from 'zod';
import { distinct, duration, prose, read, text } from './fields.ts';
import { deployments, errorBudget, freshness } from './readiness-fields.ts';
import { parseSchedule } from './schedule-expression.ts';
import { window, zone } from './window-fields.ts';

const names = (description: string, example: string) =>
  distinct(prose('One of them.', example), 20, { description, examples: [[example]] }).default([]);

/** Reasons not to start. */
export const guards = z
  .strictObject({
    window: window.exactOptional(),
    calendars: names(
      'Calendars that must be open from start to end: change calendars, or iCalendar feeds that the deployment names.',
      'shop-freeze',
    ),
    incidents: names(
      'Sources of incidents that must have none open: alarms, OpsItems, or services of PagerDuty that the deployment names.',
      'pagerduty-shop',
    ),
    quietAlarms: names('Alarms that must not be firing before a run starts.', 'shop-checkout-latency'),
    errorBudget: errorBudget.exactOptional(),
    deployments: deployments.exactOptional(),
    freshness: freshness.exactOptional(),
  })
  .prefault({})
  .meta({ title: 'Guards', description: 'Reasons not to start.' });

/** Who must agree. */
export const approval = z
  .strictObject({
    required: z.boolean().default(false).describe('Whether a person must agree to the plan of each run.'),
    timeout: duration('How long their answer is waited for; none means no.', 'PT1H').prefault('PT1H'),
  })
  .prefault({})
  .meta({
    title: 'Approval',
    description: 'Whether a person must agree to the plan before anything is touched.',
  });

/** When it runs by itself. */
export const schedule = z
  .strictObject({
    expression: read(parseSchedule, {
      description: 'When, as EventBridge Scheduler writes it: cron(…) with six fields, rate(…) or at(…).',
      examples: ['cron(0 10 ? * TUE *)', 'rate(7 days)', 'at(2026-12-01T10:00:00)'],
      pattern: '^(cron|rate|at)\\(.+\\)$',
    }),
    zone: zone('The time zone of the expression.').prefault('UTC'),
    flexibleWindow: duration('It starts at a random moment within so much time after that.', 'PT15M', {
      allows: (ms) => ms >= 60_000 && ms <= 86_400_000 && ms % 60_000 === 0,
      flaw: 'is not a flexible window EventBridge Scheduler has',
      fix: 'write whole minutes, from `PT1M` to `P1D`',
    }).exactOptional(),
  })
  .meta({ title: 'Schedule', description: 'When the experiment runs by itself.' });

const notice = z
  .strictObject({
    channel: text(/^[a-z][a-z0-9-]*:\S(.*\S)?$/, 'a channel', {
      description: 'Where to: a kind of channel, a colon, and its address there.',
      examples: ['slack:#oncall', 'sns:arn:aws:sns:eu-central-1:111122223333:drills'],
    }),
    on: distinct(
      z.enum(['started', 'concluded', 'failed', 'needs-human']).describe('An event of a run.'),
      4,
      {
        description: 'What is worth telling there.',
        examples: [['started', 'concluded', 'failed', 'needs-human']],
      },
    ).min(1),
  })
  .meta({ title: 'Notice', description: 'Whom to tell about what.' });

/** Whom to tell. */
export const notify = z.array(notice).max(20).default([]).describe('Whom to tell about what.');
