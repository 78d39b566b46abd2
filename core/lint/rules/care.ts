import { isNamedKind, parseChannel } from '../../notices/channels.ts';
import { didYouMean } from '../did-you-mean.ts';
import { found } from '../found.ts';
import type { Rule } from '../rule.ts';
import { page } from '../sources.ts';

const scheduleUnguarded: Rule = {
  id: 'schedule-unguarded',
  severity: 'warning',
  summary: 'it runs by itself, at any hour and whatever else is going on',
  why: 'Nobody watches a run that starts by itself. One public tool, run every minute for a test, was found to "quickly clean up the whole region".',
  link: page.scheduler,
  check: ({ schedule, after, guards, approval }) =>
    (schedule ?? after) === undefined ||
    guards.window !== undefined ||
    guards.calendars.length > 0 ||
    guards.quietAlarms.length > 0 ||
    approval.required
      ? []
      : [
          found(
            [schedule ? 'schedule' : 'after'],
            'nothing keeps a run that starts by itself from a bad moment',
            'add `guards: { window: … }`, a calendar, or alarms that must be quiet',
            { on: 'key' },
          ),
        ],
};

const nobodyTold: Rule = {
  id: 'schedule-untold',
  severity: 'advice',
  summary: 'it runs by itself, and nobody is told what came of it',
  why: 'A failed hypothesis that nobody reads is a risk without a use.',
  link: page.principles,
  check: ({ schedule, after, notify }) =>
    (schedule ?? after) === undefined ||
    notify.some(({ on }) => on.includes('failed') || on.includes('concluded'))
      ? []
      : [
          found(
            [schedule ? 'schedule' : 'after'],
            'nobody is told when it fails',
            'add `notify: [{ channel: …, on: [failed] }]`',
            { on: 'key' },
          ),
        ],
};

const unknownIntegration: Rule = {
  id: 'unknown-integration',
  severity: 'error',
  summary: 'it tells somebody by a name that the deployment does not have',
  why: 'Such a notice cannot be sent: it is in the journal of the run, and nobody has read it. Of a page that is noticed in the incident.',
  link: page.notifications,
  needs: 'how Firedrill is deployed',
  check: ({ notify }, { integrations }) =>
    notify.flatMap(({ channel }, index) => {
      const parsed = parseChannel(channel);
      if (integrations === undefined || !parsed.ok || !isNamedKind(parsed.value.kind)) return [];
      const { kind, address } = parsed.value;
      const names = Object.keys(integrations).filter((name) => integrations[name]?.type === kind);
      return names.includes(address)
        ? []
        : [
            found(
              ['notify', index, 'channel'],
              `this deployment has no ${kind} integration ${address}`,
              names.length === 0 ? 'add it, see docs/notifications.md' : didYouMean(address, names),
            ),
          ];
    }),
};

const noLogs: Rule = {
  id: 'no-fis-logs',
  severity: 'advice',
  summary: 'FIS keeps no log of what it does',
  why: 'FIS forgets an experiment after 120 days, and says per action what went wrong only in its log. It is off by default: 2 of the 23 templates of the official library configure it.',
  link: page.logging,
  needs: 'how Firedrill is deployed',
  check: ({ faults }, { fisLogs }) => {
    const index = faults.findIndex(({ action }) => action.startsWith('aws:'));
    return fisLogs === false && index >= 0
      ? [
          found(
            ['faults', index, 'action'],
            'what FIS does leaves no log in this deployment',
            'deploy with --param fisLogs=on',
          ),
        ]
      : [];
  },
};

/** Rules about care that nobody enforces. */
export const careRules: readonly Rule[] = [scheduleUnguarded, nobodyTold, unknownIntegration, noLogs];
