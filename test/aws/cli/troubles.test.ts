import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Conclusion } from '../../../core/run.ts';
import { wholeJournal, wholeRuns } from '../dynamodb/whole-ports.ts';
import { broken, type ProxyServer, proxyTo } from '../support/proxy.ts';
import { type AtStage, openStage } from './support/stack.ts';

const document = fileURLToPath(
  new URL('../../../experiments/ec2-alb/one-web-instance-stops.yml', import.meta.url),
);
const refused = {
  status: 400,
  body: '{"__type":"com.amazon.coral.service#AccessDeniedException","message":"no identity-based policy allows it"}',
} as const;
const conclusion: Conclusion = {
  ...{ hypothesis: 'held', restoration: 'restored', reasons: [], measures: {}, exitCode: 0 },
};
let stage: AtStage;
let proxy: ProxyServer;
beforeAll(async () => {
  stage = await openStage();
  proxy = await proxyTo(inject('moto'));
});
afterAll(async () => {
  await proxy.stop();
  stage.close();
});

const start = (runId: string, ...options: readonly string[]) => {
  proxy.meddle(() => undefined);
  return stage.start(['run', document, '--run-id', runId, '--endpoint', proxy.url, ...options]);
};

test('whoever waits goes on waiting when the table does not answer for a while', async () => {
  const program = start('run-patient', '--wait');
  await program.entry('run-created');
  proxy.meddle(({ operation }) => (operation === 'Query' ? broken : undefined));
  await expect.poll(program.stderr, { timeout: 20_000 }).toContain('looking again');
  proxy.meddle(() => undefined);
  await wholeRuns(stage.table).update('run-patient', {}, { state: 'closed', conclusion });
  const { code, stderr } = await program.ended;

  expect(code, stderr).toBe(0);
});

test('a right that is lost while waiting ends the wait with 7: the run goes on', async () => {
  const program = start('run-locked-out', '--wait');
  await program.entry('run-created');
  proxy.meddle(({ operation }) => (operation === 'Query' ? refused : undefined));
  const { code, result, stderr } = await program.ended;

  expect(code, stderr).toBe(7);
  expect(result).toMatchObject({ exitCode: 7 });
  expect(stderr).toContain(
    'run-locked-out goes on. Stop it: firedrill stop run-locked-out --aws --stage test',
  );
});

test('where the answer to a start is lost nobody says that nothing has begun', async () => {
  const program = start('run-unheard');
  proxy.meddle(({ operation }) => (operation === 'StartExecution' ? 'lose-answer' : undefined));
  const { code, stderr } = await program.ended;

  expect(code, stderr).toBe(7);
  expect(stderr).toContain('run-unheard may have begun; look: firedrill status --aws');
});

test('a start that is refused has begun nothing, and names the right that is missing', async () => {
  const program = start('run-refused');
  proxy.meddle(({ operation }) => (operation === 'TransactWriteItems' ? refused : undefined));
  const { code, stderr } = await program.ended;

  expect(code, stderr).toBe(1);
  expect(stderr).toContain('AccessDeniedException');
  expect(stderr).not.toContain('    at ');
  expect(await wholeRuns(stage.table).get('run-refused')).toBeUndefined();
  expect(await wholeJournal(stage.table).read('run-refused')).toEqual([]);
});

test('a person can be stopping although STS does not say who they are', async () => {
  await start('run-anonymous').ended;
  proxy.meddle(({ operation, body }) =>
    operation.startsWith('POST /') && body.includes('GetCallerIdentity') ? broken : undefined,
  );
  const { code, stderr } = await stage.run('stop', 'run-anonymous', '--endpoint', proxy.url);
  proxy.meddle(() => undefined);

  expect(code, stderr).toBe(0);
  const run = await wholeRuns(stage.table).get('run-anonymous');
  expect(run).toMatchObject({ state: 'reverting', signal: { kind: 'person' } });
  expect(run?.signal?.actor).not.toContain('arn:');
});
