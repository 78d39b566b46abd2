import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actionPath } from '../pipelines/support/action.ts';
import { left, openJob } from '../pipelines/support/job.ts';
import { shortExperiment } from './support/documents.ts';
import { endlessExperiment } from './support/endless.ts';
import { expectHome } from './support/home.ts';
import { openPlace } from './support/place.ts';
import { until } from './support/until.ts';

const place = openPlace();
beforeAll(() => place.must('lab', 'up', '--time-scale', '30'));
afterAll(place.close);

const job = (file: string, command = 'run') =>
  openJob(
    { command, file, where: 'lab' },
    { FIREDRILL_BIN: join(actionPath, 'bin/firedrill.js'), FIREDRILL_STATE: place.stateDir },
  );

test('a job plans, runs and reports against a lab, and its gate is the verdict', async () => {
  const file = place.write('short.yml', shortExperiment());
  const plan = await job(file, 'plan').step('Firedrill');
  expect(plan.code).toBe(0);
  expect(plan.summary).toMatch(/^## 🔎 Would run: A short one/);
  expect(plan.outputs['plan-hash']).toMatch(/\w{8}/);

  const drill = job(file);
  const { code, outputs } = await drill.step('Firedrill');
  expect(code).toBe(0);
  expect(outputs).toMatchObject({ hypothesis: 'held', restoration: 'restored', 'exit-code': '0' });
  const { summary } = await drill.step('Report');
  expect(summary).toMatch(/^## ✅ HELD: A short one/);
  expect(left(outputs['out-dir'], 'junit.xml')).toContain(`name="runId" value="${outputs.id}"`);
  expect(left(outputs['out-dir'], 'report.html')).toContain('A short one');
});

test('a job that is cancelled has everything put back before it ends', async () => {
  const lab = place.lab();
  const drill = job(place.write('endless.yml', endlessExperiment));
  const gate = drill.begin('Firedrill');
  await until(
    'the fault is there',
    async () => (await lab.describeInstances({ states: ['stopped'] })).instances.length > 0,
  );
  gate.signal('SIGINT');
  const { outputs, log } = await gate.done;
  expect(log).toContain('Stopping, and putting everything back');
  expect(outputs).toMatchObject({ restoration: 'restored' });
  await expectHome(place, lab, String(outputs.id));
  expect((await drill.step('Stop what was cancelled')).code).toBe(0);
});
