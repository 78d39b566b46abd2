import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { reachOf } from '../../functions/_aws/probe-reach.ts';

const read = (path: string) =>
  parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'), { logLevel: 'silent' });

const none = {
  FIREDRILL_PROBE_HOSTS: '',
  FIREDRILL_PROBE_PRIVATE_HOSTS: '',
  FIREDRILL_PROBE_HTTP_HOSTS: '',
};

test('the function that asks may read its run, hand readings on, and nothing else', () => {
  const { role } = read('functions/watch-http/function.yml');
  const { Statement: statements } = role.Properties.Policies[0].PolicyDocument;
  const actions = statements.flatMap(({ Action: action = [] }) => action);
  expect(actions).toEqual([
    'logs:CreateLogStream',
    'logs:PutLogEvents',
    'sqs:SendMessage',
    'dynamodb:GetItem',
    'lambda:InvokeFunction',
  ]);
  // The one that is not spelled out is the trace, which every function writes.
  expect(statements.filter((one: unknown) => typeof one === 'string')).toHaveLength(1);
});

test('the function that asks is told where it may ask, and no secret', () => {
  const { environment } = read('functions/watch-http/function.yml').function;
  expect(Object.keys(environment).sort()).toEqual(Object.keys(none).sort());
  const names = Object.keys({ ...read('serverless/environment.yml'), ...environment });
  expect(names.filter((name) => /SECRET|TOKEN|PASSWORD|CREDENTIAL|API_?KEY|WEBHOOK/.test(name))).toEqual([]);
});

test('where it may ask is three lists, which may be empty', () => {
  expect(reachOf(none)).toEqual({ hosts: [], privateHosts: [], httpHosts: [] });
  const lists = {
    FIREDRILL_PROBE_HOSTS: '*.example.com, a.org',
    FIREDRILL_PROBE_PRIVATE_HOSTS: 'b.internal',
  };
  expect(reachOf({ ...none, ...lists })).toEqual({
    hosts: ['*.example.com', 'a.org'],
    privateHosts: ['b.internal'],
    httpHosts: [],
  });
});

test.each([
  [{ ...none, FIREDRILL_PROBE_HOSTS: '*' }, /names no host; write names such as/],
  [{ FIREDRILL_PROBE_HOSTS: '' }, /FIREDRILL_PROBE_PRIVATE_HOSTS/],
])('a list that cannot be read lets nothing start: %j', (env, why) => {
  expect(() => reachOf(env)).toThrow(why);
});
