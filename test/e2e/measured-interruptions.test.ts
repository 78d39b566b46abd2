import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { verifyChain } from '../../core/chain.ts';
import type { LabClient } from '../../lab/client.ts';
import { type FaultedRun, startFaulted } from './support/endless.ts';
import { expectHome, journalOf, leftInStore, runOf } from './support/home.ts';
import { openPlace } from './support/place.ts';
import { living } from './support/processes.ts';
import { until, waiting } from './support/until.ts';

// The rows of Chaos Toolkit 1.19's measured behaviour that somebody ends. Each title says what it was measured to do.

const place = openPlace();
let lab: LabClient;
beforeAll(async () => {
  await place.must('lab', 'up', '--time-scale', '20');
  lab = place.lab();
});
afterAll(place.close);

const noticesOf = (runId: string): string =>
  readFileSync(join(place.stateDir, 'notices.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line.includes(runId))
    .join('\n');

const patient = { timeout: 90_000, retry: 2 };

const faulted = async (): Promise<FaultedRun> => {
  const run = await startFaulted(place);
  await until('a server to be gone', () => living(place, 'web').length === 2);
  return run;
};

const expectUndoneAndTold = async ({ program, runId }: FaultedRun): Promise<void> => {
  const { code, result, stderr } = await program.ended;
  expect(code, stderr).toBe(4);
  expect(result).toMatchObject({ runId, hypothesis: 'untested', restoration: 'restored' });
  expect(living(place, 'web')).toHaveLength(3);
  expect(stderr).toContain('restored, verified');
  expect(noticesOf(runId)).toContain('untested, restored');
  await vi.waitFor(() => expectHome(place, lab, runId), waiting);
};

// There are no controls here, which are code of others in the process; who interrupts is another process.
test(
  'a control interrupts (exit 1, not rolled back, the fault left): undone, and told',
  patient,
  async () => {
    const run = await faulted();

    await place.must('stop', run.runId, '--reason', 'the error budget is spent');

    await expectUndoneAndTold(run);
    const { result } = await run.program.ended;
    expect(String(result.reasons)).toContain('the error budget is spent');
  },
);

test.for(['SIGINT', 'SIGUSR1', 'SIGUSR2'] as const)(
  '%s during the action (exit 1, not rolled back, the fault left): undone, and told',
  patient,
  async (signal) => {
    const run = await faulted();

    run.program.kill(signal);

    await expectUndoneAndTold(run);
  },
);

test(
  'SIGTERM in an action (swallowed, and the run goes on): stopped, undone, and told',
  patient,
  async () => {
    const file = await startFaulted(place, 'fault-intended');

    file.program.kill('SIGTERM');

    await expectUndoneAndTold(file);
  },
);

test(
  'SIGKILL (exit 137, no journal, the fault left): its journal stands, undone by the next command, and told',
  patient,
  async () => {
    const { program, runId } = await faulted();

    program.kill('SIGKILL');
    await program.ended;
    const records = await journalOf(place, runId);
    expect(verifyChain(records)).toEqual({ ok: true, records: records.length });
    expect(records.map(({ kind }) => kind)).toContain('fault-injected');
    const { lines, stderr } = await place.must('list');

    expect(living(place, 'web')).toHaveLength(3);
    const { conclusion } = await runOf(place, runId);
    expect(conclusion).toMatchObject({ hypothesis: 'untested', restoration: 'restored', exitCode: 4 });
    expect(lines).toContainEqual(expect.objectContaining({ type: 'recovered', runId, conclusion }));
    expect(stderr).toContain('restored, verified');
    expect(noticesOf(runId)).toContain('untested, restored');
    await vi.waitFor(() => expectHome(place, lab, runId), waiting);
  },
);

// Last, for a run that is not restored stays open: somebody ends the instance for good, so nobody can start it again.
test(
  'the rollback itself fails, and the hypothesis is fine (exit 0, completed): never called restored, and told until it is',
  patient,
  async () => {
    const { program, runId } = await faulted();
    const { instances } = await lab.describeInstances({ states: ['stopped'] });
    expect(instances).toHaveLength(1);
    await lab.terminateInstances({ instanceIds: instances.map(({ instanceId }) => instanceId) });

    program.kill('SIGINT');
    const { code, result, stderr } = await program.ended;

    expect(code, stderr).toBe(5);
    expect(result).toMatchObject({ runId, restoration: 'unverified' });
    expect(stderr).toContain('NOT VERIFIED RESTORED');
    expect(noticesOf(runId)).toContain('"kind":"needs-human"');
    const status = await place.run('status');
    expect(status.code).toBe(5);
    expect(status.stderr).toContain('NOT VERIFIED RESTORED');
    expect((await leftInStore(place)).leases).not.toEqual([]);
  },
);
