import { CodePipelineClient } from '@aws-sdk/client-codepipeline';
import { expect, test } from 'vitest';
import { runningPipelines } from '../../../adapters/codepipeline/running-pipelines.ts';
import { deploymentsBy } from '../../../adapters/deployments/by-kind.ts';
import { NotFound, WrongAsAsked } from '../../../core/errors.ts';
import { failsAsCallsDo } from '../support/signals-failures.ts';
import { awsError, awsServer } from '../support/signals-server.ts';

type Execution = {
  readonly pipelineExecutionId: string;
  readonly status: string;
  readonly startTime: number;
};

const day = 86_400;
const now = Date.UTC(2026, 10, 24) / 1000;
const execution = (id: number, status: string, ageDays = id): Execution => ({
  ...{ pipelineExecutionId: `e-${id}`, status, startTime: now - ageDays * day },
});

/** A pipeline with these executions, newest first, so many on each page. */
const pipeline = (all: readonly Execution[], perPage = 2) =>
  awsServer(({ body }) => {
    const from = Number(body.nextToken ?? 0);
    const more = from + perPage < all.length ? { nextToken: String(from + perPage) } : {};
    return { body: { pipelineExecutionSummaries: all.slice(from, from + perPage), ...more } };
  });

const done = [1, 2, 3].map((id) => execution(id, 'Succeeded'));

test.each<[string, readonly Execution[], string | undefined]>([
  ['never ran', [], undefined],
  ['is done', done, undefined],
  [
    'failed, or was replaced',
    [execution(1, 'Failed'), execution(2, 'Superseded'), execution(3, 'Stopped')],
    undefined,
  ],
  ['runs', [execution(0, 'InProgress'), ...done], 'the pipeline shop is InProgress: execution e-0'],
  ['is being stopped', [execution(0, 'Stopping')], 'the pipeline shop is Stopping: execution e-0'],
  [
    'has an older execution that waits',
    [...done, execution(4, 'InProgress')],
    'the pipeline shop is InProgress: execution e-4',
  ],
])('a pipeline that %s', async (_, all, busy) => {
  const { settings, asked } = await pipeline(all);
  expect(await runningPipelines(new CodePipelineClient(settings)).inProgress('shop')).toBe(busy);
  expect(asked[0]).toMatchObject({ operation: 'ListPipelineExecutions', body: { pipelineName: 'shop' } });
});

test('what is over for a month is not looked through', async () => {
  const { settings, asked } = await pipeline(
    [0, 1, 40, 50, 60, 70].map((age) => execution(age, 'Succeeded', age)),
  );
  await runningPipelines(new CodePipelineClient(settings)).inProgress('shop');
  expect(asked).toHaveLength(2);
});

test('a pipeline that is not there cannot be read', async () => {
  const { settings } = await awsServer(() => awsError('PipelineNotFoundException'));
  await expect(runningPipelines(new CodePipelineClient(settings)).inProgress('gone')).rejects.toThrow(
    NotFound,
  );
});

test('deployments are asked for by their kind, and of any other nobody knows', async () => {
  const kind = (name: string) => ({ inProgress: async (asked: string) => `${name} ${asked}` });
  const deployments = deploymentsBy({ codepipeline: kind('p'), cloudformation: kind('s') });
  expect(await deployments.inProgress('codepipeline:shop')).toBe('p shop');
  expect(await deployments.inProgress('cloudformation:shop')).toBe('s shop');
  for (const name of ['jenkins:shop', 'constructor:shop', 'shop'])
    await expect(deployments.inProgress(name)).rejects.toThrow(WrongAsAsked);
});

failsAsCallsDo('CodePipeline', {
  inProgress: (settings) => runningPipelines(new CodePipelineClient(settings)).inProgress('shop'),
});
