import * as z from 'zod';
import { channelKinds, parseChannel } from '../notices/channels.ts';
import type { Parsed } from '../parsed.ts';
import { distinct, duration, prose, read, text } from './fields.ts';
import { localDate } from './local-date.ts';
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
    startDate: localDate('From when on, in that zone; `rate(…)` counts from here.').exactOptional(),
    endDate: localDate('Until when, in that zone; a date alone includes that day.').exactOptional(),
  })
  .meta({ title: 'Schedule', description: 'When it runs by itself.' });

/** Deployments after which it runs by itself. */
export const after = distinct(
  text(/^(codepipeline|codedeploy|cloudformation|ecs):[^\s:]+$/, 'a deployment', {
    description: 'The service that deploys, a colon, and what it deploys.',
    examples: ['codepipeline:shop', 'codedeploy:shop/blue', 'cloudformation:shop-prod', 'ecs:shop/web'],
  }),
  20,
  {
    description: 'It runs each time that one of these deployments has succeeded.',
    examples: [['codepipeline:shop']],
  },
).min(1);

// It is kept as it is written.
const readChannel = (value: string): Parsed<string> => {
  const parsed = parseChannel(value);
  return parsed.ok ? { ok: true, value } : parsed;
};

const notice = z
  .strictObject({
    channel: read(readChannel, {
      description: `Where to: a kind of channel (${channelKinds.join(', ')}), a colon, and its address there: of PagerDuty, Teams and webhooks the name of an integration of the deployment.`,
      examples: ['slack:#oncall', 'sns:arn:aws:sns:eu-central-1:111122223333:drills', 'pagerduty:shop'],
      pattern: `^(${channelKinds.join('|')}):\\S(.*\\S)?$`,
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

/** What is known to make noise. */
export const maintenance = z
  .strictObject({
    mute: distinct(prose('One of them.', 'shop-latency-page'), 100, {
      description:
        'Alarms whose actions are muted while it runs, because their noise is planned; none of those that guard the run.',
      examples: [['shop-latency-page']],
    }).min(1),
  })
  .meta({ title: 'Maintenance', description: 'What is known to make noise while it runs.' });
