import { SSMClient } from '@aws-sdk/client-ssm';
import { expect, test } from 'vitest';
import { guardSources } from '../../../adapters/ssm/guard-sources.ts';
import { DocumentInvalid, WrongAsAsked } from '../../../core/errors.ts';
import { type Answer, awsError, awsServer } from '../support/signals-server.ts';

const sourcesBy = async (answer: Answer) => {
  const { settings } = await awsServer(() => answer);
  return guardSources(new SSMClient(settings), '/firedrill/dev/guards')();
};

const holding = (value: unknown): Answer => ({
  body: { Parameter: { Value: typeof value === 'string' ? value : JSON.stringify(value) } },
});

test('a parameter says which calendars and incidents there are', async () => {
  const sources = await sourcesBy(
    holding({ calendars: { freeze: { from: 'https://example.com/freeze.ics' } } }),
  );
  expect(sources).toEqual({
    calendars: {
      freeze: { from: 'https://example.com/freeze.ics', opens: false, maxAge: 86_400_000, zone: 'UTC' },
    },
    incidents: {},
  });
});

test('without the parameter there are none', async () => {
  expect(await sourcesBy(awsError('ParameterNotFound'))).toEqual({ calendars: {}, incidents: {} });
});

test.each([
  ['no JSON', 'calendars:'],
  ['a list', []],
  ['an unknown key', { calenders: {} }],
  ['a secret itself', { incidents: { p: { kind: 'pagerduty', services: ['P'], token: 'u+abcdef' } } }],
  ['no service', { incidents: { p: { kind: 'pagerduty', services: [], token: 'ssm:/t' } } }],
  ['a calendar from nowhere', { calendars: { c: { from: 'ftp://example.com' } } }],
])('a parameter with %s cannot be read, and its text is not told', async (_, value) => {
  await expect(sourcesBy(holding(value))).rejects.toThrow(DocumentInvalid);
  await expect(sourcesBy(holding(value))).rejects.toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('abcdef') }),
  );
  await expect(sourcesBy(holding(value))).rejects.toThrow(/^The parameter \/firedrill\/dev\/guards is/);
});

test('a parameter that may not be read is no parameter that is missing', async () => {
  await expect(sourcesBy(awsError('AccessDeniedException', 403))).rejects.toThrow(WrongAsAsked);
});
