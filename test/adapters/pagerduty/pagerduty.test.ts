import { describe, expect, test } from 'vitest';
import { pagerDutyAcknowledgements } from '../../../adapters/pagerduty/acknowledgements.ts';
import { pagerDuty } from '../../../adapters/pagerduty/api.ts';
import { hasOpenIncident } from '../../../adapters/pagerduty/incidents.ts';
import { NotFound, ServiceUnavailable, WrongAsAsked } from '../../../core/errors.ts';
import { GuardSourcesDocument, type PagerDutySource } from '../../../core/guard-sources.ts';
import { aPagerDuty, type Incident } from './a-pagerduty.ts';

const secrets = (key: string) => ({
  read: async (reference: string) => {
    if (reference === 'ssm:/firedrill/pagerduty') return key;
    throw new NotFound(`There is no secret ${reference}`);
  },
});

const sources = GuardSourcesDocument.parse({
  incidents: { shop: { kind: 'pagerduty', services: ['PSHOP', 'PCART'], token: 'ssm:/firedrill/pagerduty' } },
});
const shop = sources.incidents.shop as PagerDutySource;

const incident = (fields: Partial<Incident> = {}): Incident => ({
  ...{ id: 'Q1', service: 'PSHOP', status: 'triggered', created_at: '2026-11-24T10:00:30Z' },
  ...fields,
});

const asking = async (incidents: readonly Incident[], mood = {}, key = 'the-key') => {
  const { at, asked } = await aPagerDuty(incidents, mood);
  const ask = pagerDuty(secrets(key), at);
  return {
    asked,
    open: () => hasOpenIncident(ask, shop),
    first: (since: string, name = 'shop') =>
      pagerDutyAcknowledgements(async () => sources, ask).first(name, Date.parse(since)),
  };
};

describe('an incident in PagerDuty', () => {
  test.each<[string, Partial<Incident>, boolean]>([
    ['that is triggered is open', {}, true],
    ['that somebody has acknowledged is open', { status: 'acknowledged', service: 'PCART' }, true],
    ['from long ago is open until it is resolved', { created_at: '2024-01-01T00:00:00Z' }, true],
    ['that is resolved is not', { status: 'resolved' }, false],
    ['of another service does not count', { service: 'POTHER' }, false],
  ])('%s', async (_, fields, open) => {
    const pager = await asking([incident(fields)]);
    expect(await pager.open()).toBe(open);
  });

  test('is asked for by status and by service, with what PagerDuty calls them', async () => {
    const pager = await asking([]);
    await pager.open();
    expect(decodeURIComponent(pager.asked.join())).toBe(
      '/incidents?statuses[]=triggered&statuses[]=acknowledged&service_ids[]=PSHOP&service_ids[]=PCART&date_range=all&limit=100&offset=0',
    );
  });
});

describe('who acknowledged first', () => {
  const user = { type: 'user_reference', summary: 'Ana' };
  const ack = (at: string, agent: object | null = user) => ({ type: 'acknowledge_log_entry', at, agent });
  const since = '2026-11-24T10:00:30.500Z';

  test('is found in the logs of all incidents that were raised since, page by page', async () => {
    const others = Array.from({ length: 5 }, (_, index) => incident({ id: `O${index}` }));
    const log = [
      { type: 'trigger_log_entry', at: '2026-11-24T10:00:40Z', agent: { type: 'service_reference' } },
      ack('2026-11-24T10:02:00Z'),
      ack('2026-11-24T10:01:00Z', { type: 'user_reference', summary: 'Ben' }),
    ];
    const pager = await asking([...others, incident({ id: 'LAST', log })], { mostPerPage: 100 });
    expect(await pager.first(since)).toEqual({ atMs: Date.parse('2026-11-24T10:01:00Z'), by: 'Ben' });
  });

  test.each<[string, Partial<Incident>]>([
    [
      'an incident that was there before',
      { created_at: '2026-11-24T10:00:29Z', log: [ack('2026-11-24T10:01:00Z')] },
    ],
    ['an incident of another service', { service: 'POTHER', log: [ack('2026-11-24T10:01:00Z')] }],
    ['a program', { log: [ack('2026-11-24T10:01:00Z', { type: 'integration_reference', summary: 'Bot' })] }],
    ['nobody', { log: [ack('2026-11-24T10:01:00Z', null)] }],
    [
      'whoever resolved it',
      { log: [{ type: 'resolve_log_entry', at: '2026-11-24T10:01:00Z', agent: user }] },
    ],
  ])('is not %s', async (_, fields) => {
    const pager = await asking([incident(fields)]);
    expect(await pager.first(since)).toBeUndefined();
  });

  test('cannot be said of services that nobody has named', async () => {
    const pager = await asking([]);
    await expect(pager.first(since, 'other')).rejects.toThrow(NotFound);
    expect(pager.asked).toEqual([]);
  });
});

describe('PagerDuty cannot be read', () => {
  test.each<[string, object, string, new (...given: never[]) => Error, RegExp]>([
    [
      'with a wrong key',
      {},
      'another',
      WrongAsAsked,
      /refuses the key at ssm:\/firedrill\/pagerduty \(401\)/,
    ],
    [
      'when it has been asked too often',
      { status: 429, headers: { 'retry-after': '7' } },
      'the-key',
      ServiceUnavailable,
      /no more for 7 s/,
    ],
    ['when it fails', { status: 500 }, 'the-key', ServiceUnavailable, /answered 500/],
    ['when it answers something else', { status: 200 }, 'the-key', Error, /incidents/],
    [
      'when it sends us elsewhere',
      { status: 302, headers: { location: 'http://x/' } },
      'the-key',
      ServiceUnavailable,
      /did not answer/,
    ],
  ])('%s', async (_, mood, key, Failure, why) => {
    const pager = await asking([incident()], mood, key);
    await expect(pager.open()).rejects.toThrow(Failure);
    await expect(pager.open()).rejects.toThrow(why);
    await expect(pager.open()).rejects.toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(key) }),
    );
  });

  test('when it is not there', async () => {
    const ask = pagerDuty(secrets('the-key'), 'http://127.0.0.1:1');
    await expect(hasOpenIncident(ask, shop)).rejects.toThrow(
      /did not answer: .*ECONNREFUSED|did not answer: bad port/,
    );
  });

  test('without its key', async () => {
    const ask = pagerDuty(secrets('the-key'));
    await expect(hasOpenIncident(ask, { ...shop, token: 'ssm:/other' })).rejects.toThrow(NotFound);
  });
});

test('a list of several pages is read to its end', async () => {
  const log = Array.from({ length: 250 }, () => ({
    type: 'notify_log_entry',
    at: '2026-11-24T10:00:40Z',
    agent: null,
  }));
  const last = {
    type: 'acknowledge_log_entry',
    at: '2026-11-24T10:05:00Z',
    agent: { type: 'user_reference' },
  };
  const pager = await asking([incident({ log: [...log, last] })]);
  expect(await pager.first('2026-11-24T10:00:00Z')).toEqual({
    ...{ atMs: Date.parse('2026-11-24T10:05:00Z'), by: 'somebody' },
  });
  expect(pager.asked.filter((path) => path.includes('log_entries'))).toHaveLength(3);
});
