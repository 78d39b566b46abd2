import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { left, openJob } from './support/job.ts';

const run = { command: 'run', file: 'chaos/one.yml', region: 'eu-central-1', stage: 'staging' };
const held = JSON.stringify({ runId: 'run-1', hypothesis: 'held', restoration: 'restored' });

describe('a run', () => {
  test('is called with what the job asks for, and tells it what came of it', async () => {
    const job = openJob({ ...run, timeout: 'PT30M', plan: 'plan.json' }, { FAKE_RESULT: held });
    const { code, outputs, log } = await job.step('Firedrill');
    expect(code).toBe(0);
    expect(outputs).toMatchObject({ hypothesis: 'held', restoration: 'restored', 'exit-code': '0' });
    expect(outputs.id).toMatch(/^run-[0-9a-z]{26}$/);
    expect(job.calls()).toEqual([
      [
        ...[
          'run',
          'chaos/one.yml',
          '--wait',
          '--run-id',
          outputs.id,
          '--timeout',
          'PT30M',
          '--plan',
          'plan.json',
        ],
        ...['--json', '--aws', '--stage', 'staging', '--region', 'eu-central-1'],
      ],
    ]);
    expect(log).toContain('a line for people');
  });

  test('in the lab asks nothing of AWS', async () => {
    const job = openJob({ ...run, where: 'lab' });
    await job.step('Firedrill');
    expect(JSON.stringify(job.calls())).toMatch(/"--lab","--json"\]/);
  });

  test('of a game day has a name of its own', async () => {
    const job = openJob({ ...run, command: 'gameday' });
    const { outputs } = await job.step('Firedrill');
    expect(outputs.id).toMatch(/^day-/);
    expect(job.calls()[0]).toEqual(
      expect.arrayContaining(['gameday', 'chaos/one.yml', '--wait', '--gameday-id', outputs.id]),
    );
  });

  test.each([
    ['0', '', 0],
    ['1', '', 1],
    ['2', '', 2],
    ['3', '', 3],
    ['4', '', 4],
    ['5', '', 5],
    ['6', '', 6],
    ['7', '', 7],
    ['3', '4', 0],
    ['6', '3 4 7', 0],
    ['4', '3,4', 4],
    ['1', '3', 1],
    ['2', '3', 2],
    ['5', '3', 5],
    ['137', '3', 137],
    ['42', '', 42],
  ])('that ends with %s, where %j fail, ends the step with %i', async (ends, failOn, code) => {
    const job = openJob({ ...run, 'fail-on': failOn }, { FAKE_CODE: ends });
    const done = await job.step('Firedrill');
    expect(done.code).toBe(code);
    expect(done.outputs['exit-code']).toBe(ends);
    const kind = code === 0 ? 'notice' : 'error';
    if (ends !== '0')
      expect(done.log).toContain(`::${kind} title=Firedrill::firedrill run ended with ${ends}: `);
  });

  test('whose result has line ends in it sets no other output', async () => {
    const forged = JSON.stringify({ hypothesis: 'held\nrestoration=restored', restoration: 'unverified' });
    const job = openJob(run, { FAKE_RESULT: forged, FAKE_CODE: '5' });
    expect((await job.step('Firedrill')).outputs.restoration).toBe('unverified');
  });

  test.each([
    [{ ...run, command: 'rm' }, 'input `command`: write `plan`, `run` or `gameday`'],
    [{ ...run, file: '' }, 'input `file`: '],
    [{ ...run, where: 'mars' }, 'input `where`: write `aws` or `lab`'],
    [{ ...run, 'fail-on': '3 8' }, 'input `fail-on`: `8` is no exit code of firedrill'],
    [{ ...run, 'fail-on': 'all' }, 'input `fail-on`: `all` is no exit code of firedrill'],
  ])('with inputs that are wrong begins nothing: %j', async (inputs, why) => {
    const job = openJob(inputs);
    const { code, log } = await job.step('Firedrill');
    expect([code, job.calls()]).toEqual([2, []]);
    expect(log).toContain(why);
  });

  test('with a file whose name looks like a command is only ever a name', async () => {
    const job = openJob({ ...run, file: '$(touch pwned); `touch pwned` "x' });
    await job.step('Firedrill');
    expect(job.calls()).toEqual([expect.arrayContaining(['$(touch pwned); `touch pwned` "x'])]);
    expect(readdirSync('.')).not.toContain('pwned');
  });
});

describe('a job that is cancelled', () => {
  test('stops its run and waits for what came of it', async () => {
    const job = openJob(run, { FAKE_WAITS: 'for the first' });
    const gate = job.begin('Firedrill');
    await job.waits();
    gate.signal('SIGINT');
    const { code, outputs } = await gate.done;
    expect([code, outputs['exit-code']]).toEqual([4, '4']);
    expect(job.calls().slice(1)).toEqual(['waits', 'SIGINT']);
  });

  test('that will not wait leaves a run that is being stopped', async () => {
    const job = openJob(run, { FAKE_WAITS: 'for the second' });
    const gate = job.begin('Firedrill');
    await job.waits();
    gate.signal('SIGINT');
    while (!job.calls().includes('SIGINT')) await new Promise((resolve) => setTimeout(resolve, 10));
    gate.signal('SIGTERM');
    expect((await gate.done).code).toBe(7);
    expect(job.calls().slice(1)).toEqual(['waits', 'SIGINT', 'SIGTERM']);
  });

  test('asks for a stop by name, also when its step was killed before it could say anything', async () => {
    const job = openJob(run, { FAKE_WAITS: 'for the first' });
    const gate = job.begin('Firedrill');
    await job.waits();
    gate.signal('SIGKILL');
    const { outputs } = await gate.done;
    const stop = await job.step('Stop what was cancelled');
    expect(stop.code).toBe(0);
    expect(job.calls().at(-1)).toEqual([
      ...['stop', outputs.id, '--reason', 'the job was cancelled', '--json'],
      ...['--aws', '--stage', 'staging', '--region', 'eu-central-1'],
    ]);
  });

  test('says so when the stop could not be asked for', async () => {
    const job = openJob(run);
    await job.step('Firedrill');
    const { code, log } = await job.step('Stop what was cancelled', { FAKE_CODE: '1' });
    expect(code).toBe(0);
    expect(log).toMatch(
      /::error .*run-\w+ could not be stopped from here \(1\); it ends by its own deadline/,
    );
  });

  test('stops nothing where nothing was begun', async () => {
    const planned = openJob({ ...run, command: 'plan' });
    await planned.step('Firedrill');
    await planned.step('Stop what was cancelled');
    expect(planned.calls()).toHaveLength(1);
    const early = openJob(run);
    expect((await early.step('Stop what was cancelled')).code).toBe(0);
    expect(early.calls()).toEqual([]);
  });
});

describe('a report', () => {
  test('is four files and the page of the job', async () => {
    const job = openJob(run, { FAKE_WRITES: '## held', FAKE_RESULT: held });
    const { outputs } = await job.step('Firedrill');
    const { summary, code } = await job.step('Report');
    expect([code, summary]).toEqual([0, '## held\n']);
    for (const name of ['junit.xml', 'summary.md', 'report.html', 'report.json'])
      expect(left(outputs['out-dir'], name)).toBe('## held');
    expect(job.calls()[1]).toEqual([
      ...['report', outputs.id, '--format', 'junit', '--out', expect.stringMatching(/junit\.xml$/), '--json'],
      ...['--aws', '--stage', 'staging', '--region', 'eu-central-1'],
    ]);
  });

  test('that cannot be had fails nothing', async () => {
    const job = openJob(run);
    await job.step('Firedrill');
    const { code, log } = await job.step('Report', { FAKE_CODE: '2' });
    expect(code).toBe(0);
    expect(log).toMatch(/::warning .*no report of run-\w+ as junit \(2\)/);
  });
});

describe('a plan', () => {
  test('is written as a file for machines and one for people, and is on the page of the job', async () => {
    const result = JSON.stringify({ plan: { hash: 'abc123' }, refusals: [] });
    const job = openJob({ ...run, command: 'plan' }, { FAKE_WRITES: '## plan', FAKE_RESULT: result });
    const { outputs, summary } = await job.step('Firedrill');
    expect(outputs).toMatchObject({ id: '', 'plan-hash': 'abc123', 'exit-code': '0' });
    expect(summary).toBe('## plan\n');
    expect(left(outputs['out-dir'], 'plan.json')).toBe('## plan');
  });

  test.each([
    ['6', '', 0],
    ['6', '6', 6],
    ['2', '', 2],
  ])('that ends with %s, where %j fail, ends the step with %i', async (ends, failOn, code) => {
    const job = openJob({ ...run, command: 'plan', 'fail-on': failOn }, { FAKE_CODE: ends });
    expect((await job.step('Firedrill')).code).toBe(code);
  });
});
