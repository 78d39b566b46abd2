import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { keyOf } from '../../../adapters/dynamodb/attributes.ts';
import { gameDayUpdates } from '../../../adapters/dynamodb/game-day-updates.ts';
import { faultKey } from '../../../adapters/dynamodb/item-keys.ts';
import { runUpdates } from '../../../adapters/dynamodb/run-updates.ts';
import { NotFound, StoreUnreadable, WrongAsAsked } from '../../../core/errors.ts';
import type { Run } from '../../../core/run.ts';
import { sampleFaultRecord, sampleGameDay, sampleRun } from '../../contracts/samples.ts';
import { behindProxy } from './behind-proxy.ts';
import { wholeGameDays, wholeRuns } from './whole-ports.ts';

describe('open runs', () => {
  test('are listed as open from their very creation until they are closed, and not by the function that may not close', async () => {
    const { table } = await behindProxy();
    const runs = wholeRuns(table);
    await runs.create(sampleRun({ runId: 'run-1' }));
    const close = { state: 'closed' } as const;

    await expect(runUpdates(table).update('run-1', {}, close)).rejects.toThrow(WrongAsAsked);
    expect(await runs.update('run-1', { states: ['observing'] }, close)).toBeUndefined();
    expect(await runs.update('run-2', {}, close)).toBeUndefined();
    expect(await runs.open()).toHaveLength(1);

    expect(await runs.update('run-1', { states: ['planned'], epoch: 0 }, close)).toMatchObject(close);
    expect(await runs.open()).toEqual([]);
    expect(await runs.list(1)).toMatchObject([close]);
  });

  test('are closed once, and what is closed may be asked for again', async () => {
    const { table } = await behindProxy();
    const runs = wholeRuns(table);
    await runs.create(sampleRun({ runId: 'run-1' }));
    const close = () => runs.update('run-1', { states: ['planned'] }, { state: 'closed' });

    const answers = await Promise.all([close(), close()]);

    expect(answers.filter((run: Run | undefined) => run !== undefined)).toHaveLength(1);
    expect(await runs.create(sampleRun({ runId: 'run-1' }))).toBe(false);
    expect(await runs.open()).toEqual([]);
  });

  test('are never opened again once they are closed: a change that comes late is not made', async () => {
    const { table } = await behindProxy();
    const runs = wholeRuns(table);
    await runs.create(sampleRun({ runId: 'run-1' }));
    await runs.update('run-1', {}, { state: 'closed' });

    expect(await runs.update('run-1', { epoch: 0 }, { state: 'reverting', epoch: 1 })).toBeUndefined();
    expect(await runs.update('run-1', { epoch: 0 }, { waiting: undefined })).toMatchObject({
      state: 'closed',
    });
    expect(await runs.get('run-1')).toMatchObject({ state: 'closed', epoch: 0 });
  });

  test('of game days are not closed by the function that may not', async () => {
    const { table } = await behindProxy();
    await wholeGameDays(table).create(sampleGameDay({ gameDayId: 'day-1' }));

    const closed = gameDayUpdates(table).update('day-1', (day) => ({ ...day, state: 'closed' }));

    await expect(closed).rejects.toThrow(WrongAsAsked);
    expect(await wholeGameDays(table).open()).toHaveLength(1);
  });
});

describe('an undo record', () => {
  test('in a state that a newer version wrote is undone like any other', async () => {
    const { table } = await behindProxy();
    const runs = wholeRuns(table);
    await runs.create(sampleRun({ runId: 'run-1' }));
    await runs.putFault(sampleFaultRecord({ runId: 'run-1' }));
    await table.client.send(
      new UpdateItemCommand({
        TableName: table.name,
        Key: keyOf(faultKey('run-1', 0)),
        UpdateExpression: 'SET #state = :newer',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':newer': { S: '"half-injected"' } },
      }),
    );

    expect(await runs.updateFault('run-1', 0, { state: 'undone', undoneAtMs: 5 })).toBe(true);
    expect(await runs.faults('run-1')).toMatchObject([{ state: 'undone', undoneAtMs: 5 }]);
  });

  test('that is damaged is said to be so', async () => {
    const { table } = await behindProxy();
    const runs = wholeRuns(table);
    await runs.create(sampleRun({ runId: 'run-1' }));
    await runs.putFault(sampleFaultRecord({ runId: 'run-1' }));
    await table.client.send(
      new UpdateItemCommand({
        TableName: table.name,
        Key: keyOf(faultKey('run-1', 0)),
        UpdateExpression: 'SET #before = :torn',
        ExpressionAttributeNames: { '#before': 'before' },
        ExpressionAttributeValues: { ':torn': { S: '{"arn' } },
      }),
    );

    await expect(runs.faults('run-1')).rejects.toThrow(StoreUnreadable);
  });
});

test('a table that is not there is found by nobody', async () => {
  const { table } = await behindProxy();
  const gone = wholeRuns({ ...table, name: 'firedrill-not-there' });

  await expect(gone.get('run-1')).rejects.toThrow(NotFound);
  await expect(gone.open()).rejects.toThrow(NotFound);
});
