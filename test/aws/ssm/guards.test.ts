import { SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, test } from 'vitest';
import { changeCalendars } from '../../../adapters/ssm/change-calendars.ts';
import { incidentSources } from '../../../adapters/ssm/incidents.ts';
import { opsItemIncidents } from '../../../adapters/ssm/ops-items.ts';
import { DocumentInvalid, NotFound, ServiceUnavailable } from '../../../core/errors.ts';
import { GuardSourcesDocument } from '../../../core/guard-sources.ts';
import { failsAsCallsDo } from '../support/signals-failures.ts';
import { type Answer, type Asked, awsError, awsServer } from '../support/signals-server.ts';

const ssm = async (answer: (asked: Asked) => Answer) => {
  const { settings, asked } = await awsServer(answer);
  return { client: new SSMClient(settings), asked };
};

describe('a change calendar', () => {
  test.each([
    ['OPEN', true],
    ['CLOSED', false],
  ])('that says %s is that, at the time that is asked for', async (State, open) => {
    const atMs = Date.UTC(2026, 10, 23, 10);
    const { client, asked } = await ssm(() => ({ body: { State } }));
    expect(await changeCalendars(client).isOpen('shop-freeze', atMs, atMs)).toBe(open);
    expect(asked).toEqual([
      {
        operation: 'GetCalendarState',
        body: { CalendarNames: ['shop-freeze'], AtTime: '2026-11-23T10:00:00.000Z' },
      },
    ]);
  });

  test.each([
    ['2026-11-23T10:30:00Z', false],
    ['2026-11-23T12:00:00Z', true],
  ])('that is open and changes at %s stays open until 11:00: %s', async (NextTransitionTime, open) => {
    const { client } = await ssm(() => ({ body: { State: 'OPEN', NextTransitionTime } }));
    const [fromMs, untilMs] = [Date.UTC(2026, 10, 23, 10), Date.UTC(2026, 10, 23, 11)];
    expect(await changeCalendars(client).isOpen('shop-freeze', fromMs, untilMs)).toBe(open);
  });

  test('that changes at no time that can be read cannot be read', async () => {
    const { client } = await ssm(() => ({ body: { State: 'OPEN', NextTransitionTime: 'soon' } }));
    await expect(changeCalendars(client).isOpen('odd', 0, 1)).rejects.toThrow(ServiceUnavailable);
  });

  test('that does not exist cannot be read', async () => {
    const { client } = await ssm(() => awsError('InvalidDocument'));
    await expect(changeCalendars(client).isOpen('gone', 0, 0)).rejects.toThrow(
      /calendar gone: InvalidDocument/,
    );
  });

  test('that says neither cannot be read', async () => {
    const { client } = await ssm(() => ({}));
    await expect(changeCalendars(client).isOpen('odd', 0, 0)).rejects.toThrow(ServiceUnavailable);
  });
});

/** OpsItems: one of the given status, on the second page. */
const opsItems = (found?: string) =>
  ssm(({ body }) => {
    const filters = body.OpsItemFilters as readonly { Key: string; Values: readonly string[] }[];
    const status = filters.find(({ Key }) => Key === 'Status')?.Values[0];
    if (body.NextToken === undefined) return { body: { OpsItemSummaries: [], NextToken: 'more' } };
    return { body: { OpsItemSummaries: status === found ? [{ OpsItemId: 'oi-1' }] : [] } };
  });

describe('OpsItems as a source of incidents', () => {
  test.each([
    ['Open', true],
    ['InProgress', true],
    ['Resolved', false],
  ])('with one that is %s', async (status, open) => {
    const { client } = await opsItems(status);
    expect(await opsItemIncidents(client).hasOpen('opsitems:')).toBe(open);
  });

  test('are those that fit every filter', async () => {
    const { client, asked } = await opsItems('Open');
    await opsItemIncidents(client).hasOpen('opsitems:Source=shop, Title=is down,Severity=1');
    expect(asked[0]?.body.OpsItemFilters).toEqual([
      { Key: 'Source', Values: ['shop'], Operator: 'Equal' },
      { Key: 'Title', Values: ['is down'], Operator: 'Contains' },
      { Key: 'Severity', Values: ['1'], Operator: 'Equal' },
      { Key: 'Status', Values: ['Open'], Operator: 'Equal' },
    ]);
  });

  test.each(['opsitems:shop', 'opsitems:Sauce=shop', 'opsitems:Source=', 'opsitems:Status=Open'])(
    'cannot be read by a filter that they do not have: %s',
    async (name) => {
      const { client, asked } = await opsItems();
      await expect(opsItemIncidents(client).hasOpen(name)).rejects.toThrow(DocumentInvalid);
      await expect(opsItemIncidents(client).hasOpen(name)).rejects.toThrow(
        /write Source, Severity, .* commas/,
      );
      expect(asked).toEqual([]);
    },
  );
});

test.each([
  ['opsitems:Source=shop', 'ops'],
  ['shop-down', 'alarms'],
  ['shop-*', 'alarms'],
  ['pager', 'pagerduty'],
])('the source %s is asked for among the %s', async (name, where) => {
  const source = (called: string) => ({
    hasOpen: async (asked: string) => {
      throw new NotFound(`${called} ${asked}`);
    },
  });
  const trackers = {
    ...{ opsItems: source('ops'), alarms: source('alarms') },
    sources: async () => ({
      incidents: GuardSourcesDocument.parse({
        incidents: { pager: { kind: 'pagerduty', services: ['P1'], token: 'ssm:/t' } },
      }).incidents,
    }),
    hasOpen: async ({ services }: { readonly services: readonly string[] }) => {
      throw new NotFound(`pagerduty ${services.join()}`);
    },
  };
  const asking = incidentSources(trackers).hasOpen(name);
  await expect(asking).rejects.toThrow(`${where} ${name === 'pager' ? 'P1' : name}`);
});

failsAsCallsDo('Systems Manager', {
  isOpen: (settings) => changeCalendars(new SSMClient(settings)).isOpen('shop-freeze', 0, 0),
  hasOpen: (settings) => opsItemIncidents(new SSMClient(settings)).hasOpen('opsitems:'),
});
