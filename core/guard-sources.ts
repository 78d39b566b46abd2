import * as z from 'zod';
import { distinct, duration, prose, text } from './documents/fields.ts';
import { zone } from './documents/window-fields.ts';

const calendarSource = z
  .strictObject({
    from: text(/^(https?:\/\/\S+|s3:[^\s/]\S*|ssm:\S+|file:\S.*)$/, 'a place of a calendar', {
      description:
        'Where the calendar is. `https://…`; `s3:<key>`, in the bucket of the deployment, below calendars/; `ssm:<name>`, a parameter that holds the calendar or, as a SecureString, its secret address; on one machine `file:<path>`.',
      examples: ['https://calendars.example.com/freeze.ics', 'ssm:/firedrill/team-calendar'],
    }),
    opens: z
      .boolean()
      .default(false)
      .describe('Whether the calendar is open during its events and closed else; otherwise the reverse.'),
    maxAge: duration('A copy that is older than that is not believed.', 'P1D').prefault('P1D'),
    zone: zone('The zone of events that name none, such as whole days.').prefault('UTC'),
  })
  .meta({ title: 'Calendar', description: 'An iCalendar file or feed.' });

const pagerDutySource = z
  .strictObject({
    kind: z.literal('pagerduty').describe('Services of PagerDuty.'),
    services: distinct(prose('The id of a service.', 'PABC123'), 100, {
      description: 'The ids of the services.',
      examples: [['PABC123']],
    }).min(1),
    region: z.enum(['us', 'eu']).default('us').describe("Where PagerDuty keeps the account's data."),
    token: text(/^[a-z]+:\S+$/, 'a reference to a secret', {
      description: 'Where a read-only REST API key is; never the key itself.',
      examples: ['ssm:/firedrill/pagerduty', 'env:PAGERDUTY_TOKEN'],
    }),
  })
  .meta({ title: 'PagerDuty', description: 'Where incidents are, and where people acknowledge them.' });

const named = <Source extends z.ZodType>(source: Source, description: string) =>
  z
    .record(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/), source)
    .default({})
    .describe(description);

/** What a deployment tells of the calendars and incidents that documents name. Secrets are references. */
export const GuardSourcesDocument = z
  .strictObject({
    calendars: named(calendarSource, 'Calendars by the name that documents use.'),
    incidents: named(pagerDutySource, 'Sources of incidents by the name that documents use.'),
  })
  .prefault({});

/** The same, as read. */
export type GuardSources = z.output<typeof GuardSourcesDocument>;

/** An iCalendar file or feed. */
export type CalendarSource = GuardSources['calendars'][string];

/** Services of PagerDuty. */
export type PagerDutySource = GuardSources['incidents'][string];

/** Where such a document is wrong. What stands there is not told: it may be a secret that was pasted in place of its reference. */
export const wrongPlaces = ({ issues }: z.ZodError): string =>
  issues
    .flatMap(({ path, ...issue }) =>
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path],
    )
    .map((path) => path.join('.') || 'all of it')
    .join(', ');

/** What is at a name, and not what every object has. */
export const sourceNamed = <Source>(
  sources: Readonly<Record<string, Source>>,
  name: string,
): Source | undefined => (Object.hasOwn(sources, name) ? sources[name] : undefined);
