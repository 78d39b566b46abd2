import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LabClient } from '../../lab/client.ts';
import { shortExperiment } from '../e2e/support/documents.ts';
import { startFaulted } from '../e2e/support/endless.ts';
import { expectHome } from '../e2e/support/home.ts';
import { openPlace } from '../e2e/support/place.ts';

const place = openPlace();
let lab: LabClient;
beforeAll(async () => {
  await place.must('lab', 'up', '--time-scale', '30');
  lab = place.lab();
});
afterAll(place.close);

test('a pulled lever stops what runs, is listed, refuses what starts, and is released', async () => {
  const { program, runId } = await startFaulted(place);

  const pulled = await place.must('lever', 'pull', 'global', '--reason', 'an incident');
  expect(pulled.result).toMatchObject({
    lever: { scope: 'global', reason: 'an incident' },
    stopping: [runId],
  });
  expect((await program.ended).code).toBe(4);
  await expectHome(place, lab, runId);

  expect((await place.must('lever', 'list')).result.levers).toMatchObject([{ scope: 'global' }]);
  const file = place.write('short.yml', shortExperiment());
  const refused = await place.run('run', file, '--wait');
  expect(refused.code).toBe(6);
  expect(refused.stderr).toContain('the global lever is engaged by');

  await place.must('lever', 'release', 'global');
  expect((await place.must('lever', 'list')).result.levers).toEqual([]);
  expect((await place.run('plan', file)).code).toBe(0);
});

test.each([['everything'], ['service:'], ['experiment']])('%s is no scope', async (scope) => {
  const { code, stderr } = await place.run('lever', 'pull', scope);
  expect(code).toBe(2);
  expect(stderr).toContain('write global, service:<owner> or experiment:<name>');
});

test('the safety lever of FIS is none of the lab', async () => {
  const { code, stderr } = await place.run('lever', 'pull', 'experiment:none', '--fis');
  expect(code).toBe(2);
  expect(stderr).toContain('--fis goes with --aws');
  expect((await place.must('lever', 'release', 'experiment:none')).result.released).toBeUndefined();
});
