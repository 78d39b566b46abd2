import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { setAlarm } from '../support/signals-alarms.ts';
import { document } from './document.ts';
import { type Drills, drillsOn, sleep } from './drills.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let drills: Drills;
const state = mkdtempSync(join(tmpdir(), 'firedrill on aws '));

beforeAll(async () => {
  stage = await openStage(inject('moto'), inject('ministack'));
  drills = drillsOn(stage);
}, 300_000);

afterAll(async () => {
  await stage.close();
  rmSync(state, { recursive: true, force: true });
});

const firedrill = (...args: readonly string[]) => {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const { AWS_ENDPOINT_URL: endpoint = '', FIREDRILL_STAGE: name = '' } = stage.environment;
  const where = [
    '--aws',
    '--endpoint',
    endpoint,
    '--region',
    'eu-central-1',
    '--stage',
    name,
    '--state',
    state,
  ];
  const child = spawn(process.execPath, ['cli/firedrill.ts', ...args, ...where], {
    cwd: root,
    env: { ...process.env, ...stage.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { text: '' };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said.text += String(data)));
  return { said, exited: once(child, 'exit').then(([code]) => Number(code)) };
};

test('a run goes from the command line to its report, through an alarm', { timeout: 600_000 }, async () => {
  const drill = await drills.twoInstances();
  const alarm = `errors-${drill}`;
  const file = join(state, 'two-instances-stop.yml');
  writeFileSync(file, document(drill, alarm));
  await setAlarm(stage.clients.cloudwatch, alarm, 'OK');
  await sleep(1_500);
  const runId = `run-${drill}`;

  const { said, exited } = firedrill('run', file, '--wait', '--run-id', runId);
  const early = exited.then((code) => Promise.reject(new Error(`It ended with ${code}:\n${said.text}`)));
  early.catch(() => undefined); // in the end it is to end
  const observing = (run: { readonly state: string }) => run.state === 'observing';
  await Promise.race([early, drills.runWhen(runId, observing, 'is observing')]);
  await drills.allAre(drill, 'stopped');
  await drills.change(alarm, 'ALARM');
  await drills.allAre(drill, 'running');
  await drills.concluded(runId, alarm);

  expect(await exited, said.text).toBe(3);
  expect(said.text).toContain('failed');
  expect(said.text).toContain('restored');
  expect(readdirSync(join(state, 'results')).sort()).toEqual([`${runId}.html`, `${runId}.json`]);
  expect(readFileSync(join(state, 'results', `${runId}.html`), 'utf8')).toContain('two instances stop');

  const status = firedrill('status');
  expect(await status.exited, status.said.text).toBe(0);
  const list = firedrill('list');
  expect(await list.exited, list.said.text).toBe(0);
  expect(list.said.text).toContain('two-instances-stop');
});
