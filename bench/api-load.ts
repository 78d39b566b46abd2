import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { tokenFile } from '../cli/daemon/tokens.ts';
import { type Figure, percentile, rounded } from './figures.ts';

const http = process.getBuiltinModule('node:http');

const perSecond = 200;
const forMs = 30_000;
// Of ten requests one is a start, and another the same start again.
const everyNth = 10;
const program = new URL('../cli/firedrill.ts', import.meta.url).pathname;
const document = new URL('../experiments/ec2-alb/one-web-instance-stops.yml', import.meta.url);
const name = 'one-web-instance-stops';

type Api = (
  path: string,
  init?: { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: string },
) => Promise<{ readonly status: number; readonly body: Record<string, unknown> }>;

/** How fast the lab's API answers while it is asked all the time, and whether a start is lost or made twice. */
export const apiLoad = async (): Promise<readonly Figure[]> => {
  const stateDir = mkdtempSync(join(tmpdir(), 'firedrill-load-'));
  const firedrill = (...args: readonly string[]): Record<string, unknown> => {
    const argv = [program, '--state', stateDir, '--json', ...args];
    const { stdout } = spawnSync(process.execPath, argv, { encoding: 'utf8' });
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Record<string, unknown>;
  };
  try {
    const { api } = firedrill('lab', 'up', '--time-scale', '10');
    return await measure(askerOf(String(api), readFileSync(tokenFile(stateDir, 'admin'), 'utf8').trim()));
  } finally {
    firedrill('lab', 'down');
    rmSync(stateDir, { recursive: true, force: true });
  }
};

// As a client of many does it: connections are kept, and there are only so many.
const askerOf = (address: string, token: string): Api => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  return (path, { method = 'GET', headers = {}, body } = {}) =>
    new Promise((resolve, reject) => {
      const all = { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers };
      const request = http.request(`${address}${path}`, { agent, method, headers: all }, (response) => {
        text(response)
          .then((got) => resolve({ status: response.statusCode ?? 0, body: got ? JSON.parse(got) : {} }))
          .catch(reject);
      });
      request.on('error', reject).end(body);
    });
};

const measure = async (ask: Api): Promise<readonly Figure[]> => {
  await ask(`/v1/experiments/${name}`, {
    ...{ method: 'PUT', body: readFileSync(document, 'utf8') },
    headers: { 'content-type': 'application/yaml' },
  });
  // A run that is refused is recorded as any other, and hurts nothing.
  await ask('/v1/levers/global', { method: 'PUT', body: JSON.stringify({ reason: 'a measurement' }) });
  const answers = await asked(ask);
  const started = answers.flatMap(({ id, key }) => (id && key ? [{ id, key }] : []));
  const wanted = new Set(answers.flatMap(({ key }) => key ?? []));
  const made = await allRuns(ask);
  const ids = new Set(started.map(({ id }) => id));
  const byKey = new Set(started.map(({ id, key }) => `${key} ${id}`));
  const lost = [...wanted].filter((key) => !started.some((one) => one.key === key)).length;
  const method = `${perSecond} requests a second for ${forMs / 1000} s from another process, a tenth of them starts, a tenth the same starts again; timed from when each was due`;
  const times = answers.map(({ ms }) => ms);
  return [
    { name: 'API under load, p99', value: rounded(percentile(times, 0.99)), unit: 'ms', goal: 50, method },
    { name: 'API under load, median', value: rounded(percentile(times, 0.5)), unit: 'ms', method },
    {
      ...{ name: 'API under load, answers that were no 2xx', unit: 'answers', goal: 0, method },
      value: answers.filter(({ status }) => status >= 300).length,
    },
    {
      ...{ name: 'API under load, starts lost', value: lost, unit: 'starts', goal: 0 },
      method: `${wanted.size} keys, each sent twice: those without a run`,
    },
    {
      ...{ name: 'API under load, starts doubled', unit: 'runs', goal: 0 },
      value: byKey.size - ids.size + made.length - ids.size,
      method: `${made.length} runs in the store for ${wanted.size} keys`,
    },
  ];
};

type Answered = { readonly ms: number; readonly status: number; readonly key?: string; readonly id?: string };

const asked = async (ask: Api): Promise<readonly Answered[]> => {
  const answers: Promise<Answered>[] = [];
  const beganMs = performance.now();
  for (let n = 0; n < (perSecond * forMs) / 1_000; n += 1) {
    const dueMs = beganMs + (n * 1_000) / perSecond;
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await pause(waitMs);
    answers.push(one(ask, n, dueMs));
  }
  return Promise.all(answers);
};

const one = async (ask: Api, n: number, dueMs: number): Promise<Answered> => {
  const key = n % everyNth < 2 ? `start-${Math.floor(n / everyNth)}` : undefined;
  const { status, body } = key
    ? await ask('/v1/runs', {
        ...{ method: 'POST', body: JSON.stringify({ name }) },
        headers: { 'idempotency-key': key },
      })
    : await ask(n % 2 === 0 ? '/v1/runs?limit=5' : `/v1/experiments/${name}`);
  const id = typeof body.id === 'string' ? { id: body.id } : {};
  return { ms: performance.now() - dueMs, status, ...(key && { key }), ...id };
};

const allRuns = async (ask: Api): Promise<readonly string[]> => {
  const ids: string[] = [];
  for (let next = ''; ; ) {
    const { body } = await ask(`/v1/runs?limit=100${next && `&cursor=${next}`}`);
    const page = body as { readonly items: readonly { readonly id: string }[]; readonly next?: string };
    ids.push(...page.items.map(({ id }) => id));
    if (page.next === undefined) return ids;
    next = page.next;
  }
};
