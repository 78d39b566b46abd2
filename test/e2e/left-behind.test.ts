import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { LabClient } from '../../lab/client.ts';
import { isAlive } from '../../lab/process/process-identity.ts';
import { functionFault, shortExperiment, stopInstances } from './support/documents.ts';
import { expectHome, journalOf, runOf } from './support/home.ts';
import { openPlace } from './support/place.ts';
import { freeze, holdDown, living, theOne } from './support/processes.ts';
import { until, waiting } from './support/until.ts';

// The five situations in which Chaos Toolkit 1.19 was measured to leave the fault behind. Here the fault would last an
// hour of lab time, so it is only gone when Firedrill has taken it away.

const place = openPlace();
let lab: LabClient;
beforeAll(async () => {
  await place.must('lab', 'up', '--time-scale', '10');
  lab = place.lab();
});
afterAll(place.close);

// The document says no timeout: it is there all the same.
const stopOneForAnHour = shortExperiment({
  name: 'an-hour',
  faults: `${stopInstances('stop-one', 1)}\n    parameters: { startInstancesAfterDuration: PT1H }`,
  timeout: '',
  expected: '200',
  tolerance: '{ breaches: 5, of: 5 }',
  maxDuration: 'PT2H',
});

/** A run that has really ended a server: which, and how it goes on. */
const faulted = async () => {
  const servers = await until('three servers', async () => {
    const { targets } = await lab.describeTargetHealth();
    const found = living(place, 'web');
    return found.length === 3 && targets.every(({ state }) => state === 'healthy') && found;
  });
  const program = place.start(['run', place.write('hour.yml', stopOneForAnHour), '--wait']);
  const { id } = await program.entry('fault-proven', 60_000);
  const [victim] = servers.filter((server) => !isAlive(server));
  if (victim === undefined) throw new Error('No server has ended');
  expect(living(place, 'web')).toHaveLength(2);
  return { program, runId: String(id) };
};

const noticesOf = (runId: string): readonly string[] =>
  readFileSync(join(place.stateDir, 'notices.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .filter((line) => JSON.parse(line).about === runId);

const isBack = (runId: string) => async () => {
  expect(living(place, 'web')).toHaveLength(3);
  await expectHome(place, lab, runId);
};

const reasonsIn = async (runId: string, kind: string): Promise<string> =>
  (await journalOf(place, runId))
    .filter((record) => record.kind === kind)
    .map((record) => JSON.stringify(record))
    .join('\n');

const stopsResponding = [
  ['nobody listens where the probe asks (connect refused)', 'ECONNREFUSED', holdDown],
  ['what the probe asks is frozen', 'no answer in time', freeze],
] as const;

test.for(stopsResponding)(
  '%s: the server that was stopped is started while that lasts, and the hypothesis has failed',
  { timeout: 90_000, retry: 1 },
  async ([, said, happens]) => {
    const { program, runId } = await faulted();

    const end = await happens(place, 'load-balancer');
    try {
      await program.entry('undo-accepted', 60_000);
      await until('the server to be back', () => living(place, 'web').length === 3, 60_000);
    } finally {
      await end();
    }

    const { code, result, stderr } = await program.ended;
    expect(code, stderr).toBe(3);
    expect(result).toMatchObject({ runId, hypothesis: 'failed', restoration: 'restored' });
    expect(await reasonsIn(runId, 'reading')).toContain(said);
    expect(stderr).toContain('restored, verified');
    expect(noticesOf(runId).join()).toContain('failed, restored');
    await vi.waitFor(isBack(runId), waiting);
  },
);

test('an endpoint that accepts and says nothing is not waited for: the run ends, and orders are taken again', {
  timeout: 90_000,
  retry: 1,
}, async () => {
  const silence = functionFault(
    'aws:lambda:invocation-add-delay',
    'PT1H',
    'startupDelayMilliseconds: "900000"',
  );
  const hangs = {
    name: 'hangs',
    faults: silence,
    maxPercent: 100,
    url: 'http://orders.lab/',
    timeout: '',
    maxDuration: 'PT2H',
  };
  const file = place.write('hangs.yml', shortExperiment({ ...hangs, expected: '200', maxPercent: 100 }));
  const program = place.start(['run', file, '--wait']);
  const { id } = await program.entry('fault-proven', 60_000);
  const orders = await theOne(place, 'orders');

  const { code, result, stderr } = await program.ended;

  expect(code, stderr).toBe(3);
  expect(result).toMatchObject({ runId: id, hypothesis: 'failed', restoration: 'restored' });
  expect(await reasonsIn(String(id), 'reading')).toContain('no answer in time');
  expect(stderr).toContain('restored, verified');
  expect(noticesOf(String(id)).join()).toContain('failed, restored');
  // The very process that was silent answers, and so it is the fault that is gone.
  expect(isAlive(orders)).toBe(true);
  const { 'orders.lab': address } = await lab.dns();
  expect((await fetch(`http://${address}/`)).status).toBe(200);
  await vi.waitFor(() => expectHome(place, lab, String(id)), waiting);
});

test('SIGTERM: the run stops, and the server is started before the process ends', {
  timeout: 90_000,
  retry: 1,
}, async () => {
  const { program, runId } = await faulted();

  program.kill('SIGTERM');
  const { code, result, stderr } = await program.ended;

  expect(code, stderr).toBe(4);
  await isBack(runId)();
  expect(result).toMatchObject({ runId, hypothesis: 'untested', restoration: 'restored' });
  expect(String(result.reasons)).toContain('SIGTERM from the terminal');
  expect(stderr).toContain('restored, verified');
  expect(noticesOf(runId).join()).toContain('untested, restored');
});

test('SIGKILL: the next command starts the server, and says so', { timeout: 90_000, retry: 1 }, async () => {
  const { program, runId } = await faulted();

  program.kill('SIGKILL');
  expect((await program.ended).signal).toBe('SIGKILL');
  expect(living(place, 'web')).toHaveLength(2);
  const next = await place.must('status');

  await isBack(runId)();
  const { conclusion } = await runOf(place, runId);
  expect(conclusion).toMatchObject({ hypothesis: 'untested', restoration: 'restored', exitCode: 4 });
  expect(next.lines).toContainEqual(expect.objectContaining({ type: 'recovered', runId, conclusion }));
  expect(next.stderr).toContain(`Run ${runId} (an-hour) was left open`);
  expect(next.stderr).toContain('restored, verified');
  expect(noticesOf(runId).join()).toContain('untested, restored');
});
