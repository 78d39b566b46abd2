import { randomUUID } from 'node:crypto';
import { CreateStateMachineCommand, SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { describe, expect, inject, test } from 'vitest';
import { failTasks } from '../../../adapters/sfn/fail.ts';
import { executionArn, type Machines } from '../../../adapters/sfn/machines.ts';
import { startExecutions } from '../../../adapters/sfn/start.ts';
import { executionStatus } from '../../../adapters/sfn/status.ts';
import { succeedTasks } from '../../../adapters/sfn/succeed.ts';
import { WrongAsAsked } from '../../../core/errors.ts';
import { failsAsCallsDo } from '../support/signals-failures.ts';
import { awsError, awsServer, testSettings } from '../support/signals-server.ts';

const machines: Machines = {
  experiment: 'arn:aws:states:eu-central-1:123456789012:stateMachine:firedrill-test-experiment',
  gameday: 'arn:aws:states:eu-central-1:123456789012:stateMachine:firedrill-test-gameday',
};

/** Machines that wait for a long time. */
const waiting = async (client: SFNClient): Promise<Machines> => {
  const make = async (kind: string) => {
    const definition = JSON.stringify({
      StartAt: 'Rest',
      States: { Rest: { Type: 'Wait', Seconds: 600, End: true } },
    });
    const roleArn = 'arn:aws:iam::123456789012:role/machine';
    const order = { name: `${kind}-${randomUUID()}`, definition, roleArn };
    return (await client.send(new CreateStateMachineCommand(order))).stateMachineArn ?? '';
  };
  return { experiment: await make('experiment'), gameday: await make('gameday') };
};

describe('on moto', () => {
  test('an execution is started once, runs, and is stopped', async () => {
    const client = new SFNClient(testSettings(inject('moto')));
    const ours = await waiting(client);
    const [{ start }, { status }] = [startExecutions(client, ours), executionStatus(client, ours)];
    const [runId, dayId] = [`run-${randomUUID()}`, `day-${randomUUID()}`];

    expect(await status(runId)).toBeUndefined();
    await start('experiment', runId, { runId });
    await start('experiment', runId, { runId });
    await start('gameday', dayId, { gameDayId: dayId });
    expect([await status(runId), await status(dayId)]).toEqual(['RUNNING', 'RUNNING']);

    await client.send(new StopExecutionCommand({ executionArn: executionArn(ours.experiment, runId) }));
    expect(await status(runId)).toBe('ABORTED');
    await start('experiment', runId, { runId });
    expect(await status(runId)).toBe('ABORTED');
  });
});

test('an execution whose name was used before is that one', async () => {
  const { settings, asked } = await awsServer(() => awsError('ExecutionAlreadyExists'));
  await startExecutions(new SFNClient(settings), machines).start('experiment', 'run-1', { runId: 'run-1' });
  expect(asked).toEqual([
    {
      operation: 'StartExecution',
      body: { stateMachineArn: machines.experiment, name: 'run-1', input: '{"runId":"run-1"}' },
    },
  ]);
});

test.each(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'])(
  '%s is said as it is',
  async (status) => {
    const { settings, asked } = await awsServer(() => ({ body: { status } }));
    expect(await executionStatus(new SFNClient(settings), machines).status('run-1')).toBe(status);
    expect(asked[0]?.body).toMatchObject({
      executionArn: 'arn:aws:states:eu-central-1:123456789012:execution:firedrill-test-experiment:run-1',
      includedData: 'METADATA_ONLY',
    });
  },
);

test('what waits to be redriven will run; a status that is new is no answer', async () => {
  const answering = async (status: string) => {
    const { settings } = await awsServer(() => ({ body: { status } }));
    return executionStatus(new SFNClient(settings), machines).status('run-1');
  };
  expect(await answering('PENDING_REDRIVE')).toBe('RUNNING');
  await expect(answering('DREAMING')).rejects.toThrow(/unknown status DREAMING/);
});

describe('a task token', () => {
  test.each(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'])(
    'that is gone is answered: %s',
    async (name) => {
      const { settings, asked } = await awsServer(() => awsError(name));
      const client = new SFNClient(settings);
      await succeedTasks(client).succeed('token', {});
      await failTasks(client).fail('token', 'NotSteady', 'errors: 7');
      expect(asked.map(({ operation }) => operation)).toEqual(['SendTaskSuccess', 'SendTaskFailure']);
    },
  );

  test('is answered with what was said', async () => {
    const { settings, asked } = await awsServer(() => ({}));
    const client = new SFNClient(settings);
    await succeedTasks(client).succeed('t1', { runId: 'run-1', exitCode: 0 });
    await failTasks(client).fail('t2', 'NotSteady', 'errors: 7');
    expect(asked.map(({ body }) => body)).toEqual([
      { taskToken: 't1', output: '{"runId":"run-1","exitCode":0}' },
      { taskToken: 't2', error: 'NotSteady', cause: 'errors: 7' },
    ]);
  });

  test('is answered with as much of a long story as Step Functions takes', async () => {
    const { settings, asked } = await awsServer(() => ({}));
    await failTasks(new SFNClient(settings)).fail('t', 'E'.repeat(300), `${'c'.repeat(32_766)}💥 and more`);
    const { error = '', cause = '' } = (asked[0]?.body ?? {}) as { error?: string; cause?: string };
    expect([error.length, cause.length]).toEqual([256, 32_768]);
    expect(cause.isWellFormed()).toBe(true);
    expect(cause.endsWith('…')).toBe(true);
  });

  test('with an output that is refused is not answered', async () => {
    const { settings } = await awsServer(() => awsError('InvalidOutput'));
    await expect(succeedTasks(new SFNClient(settings)).succeed('t', {})).rejects.toThrow(WrongAsAsked);
  });
});

failsAsCallsDo('Step Functions', {
  start: (settings) => startExecutions(new SFNClient(settings), machines).start('experiment', 'run-1', {}),
  status: (settings) => executionStatus(new SFNClient(settings), machines).status('run-1'),
  succeed: (settings) => succeedTasks(new SFNClient(settings)).succeed('t', {}),
  fail: (settings) => failTasks(new SFNClient(settings)).fail('t', 'E', 'c'),
});
