import { readFileSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { apiClient } from '../../cli/api/client.ts';
import { findDaemon } from '../../cli/daemon/daemon-file.ts';
import { tokenFile } from '../../cli/daemon/tokens.ts';
import { isAlive } from '../../lab/process/process-identity.ts';
import { shortExperiment, stopInstances } from '../e2e/support/documents.ts';
import { openPlace } from '../e2e/support/place.ts';
import { until } from '../e2e/support/until.ts';

const patienceMs = 120_000;
const place = openPlace();
let address = '';
beforeAll(async () => {
  const { result } = await place.must('lab', 'up', '--time-scale', '10');
  address = String(result.api);
});
afterAll(place.close);

const token = (role: 'viewer' | 'operator' | 'admin') =>
  readFileSync(tokenFile(place.stateDir, role), 'utf8').trim();
const client = (role: 'viewer' | 'operator' | 'admin') => apiClient(address, token(role));
const daemon = () => {
  const found = findDaemon(place.stateDir);
  if (found === undefined) throw new Error('There is no daemon');
  return found;
};

const deploy = async (name: string) => {
  // It ends only because something stops it.
  const faults = `${stopInstances('stop-one', 1)}\n    parameters: { startInstancesAfterDuration: PT1H }`;
  const { response, error } = await client('admin').PUT('/v1/experiments/{name}', {
    params: { path: { name } },
    body: parse(shortExperiment({ name, faults, maxDuration: 'PT2H' })) as Record<string, unknown>,
  });
  expect(error).toBeUndefined();
  expect(response.status).toBe(201);
};

// What hurt the shop before is over, and what a busy machine did to it.
const well = async (): Promise<void> => {
  const lab = place.lab();
  const isWell = async () =>
    (await lab.describeTargetHealth()).targets.filter(({ state }) => state === 'healthy').length === 3;
  await until('three healthy instances', isWell, patienceMs);
};

const startOf = async (name: string, key: string): Promise<string> => {
  const { data } = await client('operator').POST('/v1/runs', {
    params: { header: { 'Idempotency-Key': key } },
    body: { name },
  });
  if (data === undefined) throw new Error('It did not start');
  return data.id;
};

const read = async (id: string) =>
  (await client('viewer').GET('/v1/runs/{id}', { params: { path: { id } } })).data;

const stateOf = async (id: string): Promise<string | undefined> => (await read(id))?.state;

// On a machine with other things to do the shop may not be steady, and then there is no fault to wait for.
const faulted = async (id: string): Promise<void> => {
  const run = await until(
    'a fault',
    async () => {
      const now = await read(id);
      return now !== undefined && ['observing', 'closed'].includes(now.state) && now;
    },
    patienceMs,
  );
  expect(run, JSON.stringify(run)).toMatchObject({ state: 'observing' });
};

test('the lab has an API on loopback, with a token for each role that only its owner reads', async () => {
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(statSync(tokenFile(place.stateDir, 'operator')).mode & 0o777).toBe(0o600);
  expect(statSync(join(place.stateDir, 'daemon.json')).mode & 0o777).toBe(0o600);

  const { data } = await client('viewer').GET('/v1/openapi.json');

  expect(data).toMatchObject({ openapi: '3.1.0' });
  expect((await place.must('status')).result.daemon).toMatchObject({ address });
});

test('a plan through the API says what a run would hit, and hits nothing', {
  timeout: patienceMs,
}, async () => {
  await deploy('planned');
  const { data: asked } = await client('operator').POST('/v1/plans', {
    params: { header: { 'Idempotency-Key': 'plan' } },
    body: { experiment: 'planned' },
  });
  const id = asked?.id ?? '';
  const look = async () => (await client('viewer').GET('/v1/plans/{id}', { params: { path: { id } } })).data;

  const plan = await until(
    'a plan',
    async () => {
      const now = await look();
      return now !== undefined && now.state !== 'planning' && now;
    },
    patienceMs,
  );

  expect(plan, JSON.stringify(plan)).toMatchObject({ plan: { faults: [{ fleet: 3, targets: [{}] }] } });
  expect(['ready', 'refused']).toContain(plan.state);
  await until('its end', async () => (await stateOf(id)) === 'closed', patienceMs);
  expect(await read(id)).toMatchObject({
    onlyPlan: true,
    conclusion: { hypothesis: 'untested', restoration: 'nothing-injected' },
  });
});

test('who comes by another name, or without a token, gets nothing', async () => {
  const nobody = apiClient(address, 'not-a-token-of-anybody');

  expect((await nobody.GET('/v1/runs')).response.status).toBe(401);
  expect(await statusOf({ host: 'evil.example', authorization: `Bearer ${token('admin')}` })).toBe(421);
  expect(await statusOf({ host: 'localhost', authorization: `Bearer ${token('admin')}` })).toBe(200);
});

const statusOf = (headers: Readonly<Record<string, string>>): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request(`${address}/v1/runs`, { headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });

test.each([
  ['no HTTP', 'GARBAGE\r\n\r\n', 400],
  ['a bad version', 'GET /v1/runs HTTP/9.9\r\nHost: localhost\r\n\r\n', 400],
  ['no host', 'GET /v1/runs HTTP/1.1\r\n\r\n', 421],
  ['a host that is none', 'GET /v1/runs HTTP/1.1\r\nHost: a b\r\n\r\n', 400],
  [
    'two lengths',
    'POST /v1/runs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx',
    400,
  ],
  [
    'a bad chunk',
    'POST /v1/runs HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    400,
  ],
  ['NUL', 'GET /v1/\0 HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
  ['a huge header', `GET /v1/runs HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ['an absolute address', 'GET http://localhost/v1/runs HTTP/1.1\r\nHost: localhost\r\n\r\n', 401],
  ['a bad escape', 'GET /v1/runs/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n', 401],
  ['TRACE', 'TRACE /v1/runs HTTP/1.1\r\nHost: localhost\r\n\r\n', 401],
])('%s is answered, and ends nothing', async (_, bytes, status) => {
  const answer = await said(bytes);

  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(answer.toLowerCase()).toContain('content-type: application/problem+json');
  expect(isAlive(daemon())).toBe(true);
});

const said = (bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(address);
    let text = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes, 'latin1'));
    socket.on('data', (chunk) => {
      text += chunk;
      socket.end();
    });
    socket.on('close', () => resolve(text)).on('error', reject);
  });

test('a run that was started goes on whatever its client does, and is stopped by one request', async () => {
  const name = `through-the-api-${Date.now()}`;
  await deploy(name);
  await well();
  const id = await startOf(name, name);
  expect(await startOf(name, name)).toBe(id);
  await faulted(id);

  const params = { path: { id } };
  const { response } = await client('viewer').POST('/v1/runs/{id}/stop', {
    params,
    body: { reason: 'enough' },
  });

  expect(response.status).toBe(202);
  await until('its end', async () => (await stateOf(id)) === 'closed', patienceMs);
  const { data } = await client('viewer').GET('/v1/runs/{id}', { params });
  expect(data).toMatchObject({
    signal: { actor: 'lab-viewer', reason: 'enough' },
    conclusion: { restoration: 'restored' },
  });
}, 180_000);

test('killed with -9, it leaves its run to the next command; the next lab up brings it back', async () => {
  const name = `left-behind-${Date.now()}`;
  await deploy(name);
  await well();
  const id = await startOf(name, name);
  await faulted(id);
  const before = daemon();

  process.kill(before.pid, 'SIGKILL');
  await until('it is dead', () => !isAlive(before));
  const { result, stderr } = await place.must('status');

  expect(stderr).toContain('Its API and schedules are not up; start them: firedrill lab up');
  expect(result.recovered).toMatchObject([{ runId: id, conclusion: { restoration: 'restored' } }]);
  address = String((await place.must('lab', 'up')).result.api);
  expect(daemon().pid).not.toBe(before.pid);
  expect(await stateOf(id)).toBe('closed');
}, 180_000);

test('it ends with its lab, and its tokens with it', async () => {
  const before = daemon();

  await place.must('lab', 'down');

  expect(isAlive(before)).toBe(false);
  expect(findDaemon(place.stateDir)).toBeUndefined();
  expect(() => statSync(tokenFile(place.stateDir, 'admin'))).toThrow(/ENOENT/);
});
