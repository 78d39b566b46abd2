import { expect, test } from 'vitest';
import { idempotencyKeys } from '../../../adapters/dynamodb/idempotency-keys.ts';
import { retention } from '../../../adapters/dynamodb/retention.ts';
import type { Conclusion } from '../../../core/run.ts';
import { sampleExperiment, sampleFaultRecord, sampleGameDay, sampleRun } from '../../contracts/samples.ts';
import { behindProxy } from './behind-proxy.ts';
import {
  wholeExperiments,
  wholeGameDays,
  wholeJournal,
  wholeLeases,
  wholeLevers,
  wholeRuns,
} from './whole-ports.ts';

type Write = { readonly ConditionExpression?: string };
type Body = {
  readonly ConsistentRead?: boolean;
  readonly TransactItems?: readonly Record<string, Write>[];
} & Write;

const conclusion: Conclusion = {
  hypothesis: 'held',
  restoration: 'restored',
  reasons: [],
  measures: {},
  exitCode: 0,
};

/** Asks everything that may be asked, once. What was asked, by operation. */
const everythingAsked = async () => {
  const { table, proxy } = await behindProxy();
  const [runs, gameDays, leases, levers] = [
    wholeRuns(table),
    wholeGameDays(table),
    wholeLeases(table),
    wholeLevers(table),
  ];
  await wholeExperiments(table).get(await wholeExperiments(table).put(sampleExperiment()));
  await runs.create(sampleRun({ runId: 'run-1' }));
  await runs.watch('run-1', ['errors']);
  await runs.putFault(sampleFaultRecord({ runId: 'run-1' }));
  await runs.updateFault('run-1', 0, { state: 'intended' });
  await runs.attempt('run-1', 'a', 1_000);
  await runs.update('run-1', { epoch: 0, missing: 'recovered' }, { epoch: 1 });
  await Promise.all([runs.open(), runs.list(1), runs.watching('errors'), runs.faults('run-1')]);
  await wholeJournal(table).append('run-1', { kind: 'told', atMs: 1, actor: 'ana' }, { once: true });
  await wholeJournal(table).read('run-1');
  await leases.acquire('run-1', ['a']);
  await leases.list();
  await leases.release('run-1');
  await levers.engage({ scope: 'global', by: 'ana', reason: 'sale', atMs: 1 });
  await levers.engaged(['global']);
  await levers.release('global');
  await runs.unwatch('run-1');
  await runs.update('run-1', {}, { state: 'closed', conclusion });
  await gameDays.create(sampleGameDay({ gameDayId: 'day-1' }));
  await Promise.all([gameDays.open(), gameDays.list(1)]);
  await gameDays.update('day-1', (day) => ({ ...day, state: 'closed' }));
  await idempotencyKeys(table).claim({ key: 'k', bodyHash: 'h', answer: {}, atMs: 1, forMs: 1 });
  await retention(table).keepUntil('run-1', 1_000);
  return proxy.asked.map(({ operation, body }) => ({ operation, body: JSON.parse(body) as Body }));
};

test('every write has a condition, every read is consistent, and nothing is scanned', async () => {
  const asked = await everythingAsked();
  const of = (...operations: readonly string[]) =>
    asked.filter(({ operation }) => operations.includes(operation)).map(({ body }) => body);

  const writes = of('PutItem', 'UpdateItem', 'DeleteItem');
  const parts = of('TransactWriteItems').flatMap(({ TransactItems = [] }) => TransactItems);
  const reads = of('GetItem', 'Query');

  expect(new Set(asked.map(({ operation }) => operation))).toEqual(
    new Set([
      ...['CreateTable', 'DescribeTable', 'GetItem', 'Query'],
      ...['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems'],
    ]),
  );
  expect(writes.length).toBeGreaterThan(10);
  expect(writes.filter(({ ConditionExpression }) => !ConditionExpression)).toEqual([]);
  // What is listed as open is taken from that list by the part that closes it, and by no condition of its own.
  const unconditional = parts.filter((part) => !Object.values(part)[0]?.ConditionExpression);
  expect(unconditional.flatMap((part) => Object.keys(part))).toEqual(['Delete', 'Delete']);
  expect(reads.length).toBeGreaterThan(10);
  expect(reads.filter(({ ConsistentRead }) => ConsistentRead !== true)).toEqual([]);
});
