import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { setAlarm } from '../support/signals-alarms.ts';
import { document } from './document.ts';
import { type Drills, drillsOn, sleep } from './drills.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let drills: Drills;

beforeAll(async () => {
  stage = await openStage(inject('moto'), inject('ministack'));
  drills = drillsOn(stage);
}, 300_000);

afterAll(() => stage.close());

const ana = 'arn:aws:sts::123456789012:assumed-role/on-call/ana';

/** What API Gateway hands over of a request that IAM has let through, and what is answered. */
const ask = async (method: string, path: string, body?: string, headers: Record<string, string> = {}) => {
  const answer = await stage.functions.get('api')?.({
    ...{ version: '2.0', routeKey: '$default', rawPath: path, rawQueryString: '', isBase64Encoded: false },
    headers: { host: 'api.test', 'content-type': 'application/json', ...headers },
    requestContext: {
      ...{ domainName: 'api.test', http: { method, path } },
      authorizer: { iam: { userArn: ana, accountId: '123456789012' } },
    },
    ...(body !== undefined && { body }),
  });
  const { statusCode, body: text } = answer as { readonly statusCode: number; readonly body: string };
  return { status: statusCode, body: JSON.parse(text) };
};

test('a document is deployed, run and stopped through the API, which says what came of it', {
  timeout: 600_000,
}, async () => {
  const drill = await drills.twoInstances();
  const alarm = `errors-${drill}`;
  await setAlarm(stage.clients.cloudwatch, alarm, 'OK');
  // The alarm must have been OK for `holdFor`, by the clock of the emulator.
  await sleep(1_500);
  const yaml = { 'content-type': 'application/yaml' };
  const put = await ask('PUT', '/v1/experiments/two-instances-stop', document(drill, alarm), yaml);
  expect(put, JSON.stringify(put.body)).toMatchObject({ status: 201 });

  const key = { 'idempotency-key': randomUUID() };
  const started = await ask('POST', '/v1/runs', '{"name":"two-instances-stop"}', key);
  expect(started, JSON.stringify(started.body)).toMatchObject({ status: 202 });
  const { id } = started.body;
  const path = `/v1/runs/${id}`;
  await drills.runWhen(id, ({ state }) => state === 'observing', 'is observing');
  await drills.allAre(drill, 'stopped');
  const again = await ask('POST', '/v1/runs', '{"name":"two-instances-stop"}', key);
  expect(again).toMatchObject({ status: 202, body: { id, state: 'observing' } });

  const stopped = await ask('POST', `${path}/stop`, '{"reason":"seen enough"}');
  expect(stopped).toMatchObject({ status: 202, body: { id, signal: { actor: ana, reason: 'seen enough' } } });
  await drills.allAre(drill, 'running');
  await drills.concluded(id, alarm);

  expect(await ask('GET', path)).toMatchObject({
    status: 200,
    body: { state: 'closed', trigger: { kind: 'api', actor: ana }, conclusion: { restoration: 'restored' } },
  });
  const { body: journal } = await ask('GET', `${path}/journal`);
  expect(JSON.stringify(journal)).toContain('"concluded"');
  expect((await ask('GET', '/v1/runs')).body.items).toMatchObject([{ id, state: 'closed' }]);
});
