import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunResult } from '../../../core/result.ts';
import type { Conclusion } from '../../../core/run.ts';
import { wholeExperiments, wholeJournal, wholeRuns } from '../dynamodb/whole-ports.ts';
import { type AtStage, openStage } from './support/stack.ts';

const document = fileURLToPath(
  new URL('../../../experiments/ec2-alb/one-web-instance-stops.yml', import.meta.url),
);
const held: Conclusion = {
  hypothesis: 'held',
  restoration: 'restored',
  reasons: ['every probe held'],
  measures: {},
  exitCode: 0,
};
let stage: AtStage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** What the stack's functions would do at the end of a run. */
const close = async (runId: string, conclusion: Conclusion) => {
  await wholeJournal(stage.table).append(runId, {
    kind: 'restoration-verified',
    atMs: Date.now(),
    actor: 'x',
  });
  await wholeRuns(stage.table).update(runId, {}, { state: 'closed', conclusion });
};

describe('run --aws', () => {
  test('starts the run in the stack, in the name of the caller, and says how to see and to stop it', async () => {
    const { code, result, stderr } = await stage.run('run', document, '--run-id', 'run-background');

    expect(code, stderr).toBe(0);
    expect(result).toEqual({ type: 'result', runId: 'run-background', experiment: 'one-web-instance-stops' });
    expect(stderr).toContain('firedrill stop run-background --aws --stage test --region eu-west-1');
    const run = await wholeRuns(stage.table).get('run-background');
    expect(run).toMatchObject({ state: 'planned', trigger: { kind: 'cli' } });
    expect(run?.trigger.actor).toMatch(/^arn:aws:/);
    expect(run && (await wholeExperiments(stage.table).get(run.experiment))?.document.title).toBeTruthy();
    expect(existsSync(stage.stateDir)).toBe(false);
  });

  test('with --wait tells what the journal says, ends with the verdict, and writes the report here too', async () => {
    const program = stage.start(['run', document, '--wait', '--run-id', 'run-waited']);
    await program.entry('run-created');
    await close('run-waited', held);
    const { code, lines, result, stderr } = await program.ended;

    expect(code, stderr).toBe(0);
    expect(result).toMatchObject({ type: 'result', runId: 'run-waited', hypothesis: 'held' });
    expect(lines.map(({ kind }) => kind)).toContain('restoration-verified');
    expect(stderr).toContain('everything reversible is back as it was');
    expect(stderr).toContain(`report: s3://${stage.bucket}/results/run-waited.html`);
    const file = join(stage.stateDir, 'results', 'run-waited.json');
    const kept = JSON.parse(readFileSync(file, 'utf8')) as RunResult;
    expect(kept).toMatchObject({
      format: 'firedrill.run/1',
      run: { runId: 'run-waited' },
      chain: { ok: true },
    });
    expect(existsSync(file.replace('.json', '.html'))).toBe(true);
  });

  test.for([
    ['failed', 'restored', 3],
    ['untested', 'unverified', 5],
  ] as const)('a run that is %s and %s ends with %i', async ([hypothesis, restoration, exitCode]) => {
    const runId = `run-${exitCode}`;
    const program = stage.start(['run', document, '--wait', '--run-id', runId]);
    await program.entry('run-created');
    await close(runId, { ...held, hypothesis, restoration, exitCode });

    expect((await program.ended).code).toBe(exitCode);
  });

  test('a wait that is over first ends with 7, and the run goes on', async () => {
    const args = ['run', document, '--wait', '--timeout', 'PT1S', '--run-id', 'run-long'];
    const { code, result, stderr } = await stage.run(...args);

    expect(code, stderr).toBe(7);
    expect(result).toMatchObject({ runId: 'run-long', waiting: 'over' });
    expect((await wholeRuns(stage.table).get('run-long'))?.state).toBe('planned');
  });

  test('Ctrl-C asks the stack to stop and goes on waiting; a second one leaves', async () => {
    const program = stage.start(['run', document, '--wait', '--run-id', 'run-stopped']);
    await program.entry('run-created');
    program.kill('SIGINT');
    await program.entry('signal');
    const run = await wholeRuns(stage.table).get('run-stopped');
    program.kill('SIGINT');
    const { code, result } = await program.ended;

    expect(run).toMatchObject({ state: 'reverting', signal: { kind: 'person' } });
    expect(run?.signal?.actor).toMatch(/^arn:aws:/);
    expect(code).toBe(7);
    expect(result).toEqual({ type: 'result', detached: ['run-stopped'] });
  });

  test('the same id again is the same run', async () => {
    const again = await stage.run('run', document, '--run-id', 'run-background');

    expect(again.code).toBe(0);
    const journal = await wholeJournal(stage.table).read('run-background');
    expect(journal.map(({ kind }) => kind)).toEqual(['run-created']);
  });
});
