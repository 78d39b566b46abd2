import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { attributesOf, keyOf } from '../../../adapters/dynamodb/attributes.ts';
import { journalKey, runKey } from '../../../adapters/dynamodb/item-keys.ts';
import { chain } from '../../../core/chain.ts';
import { ServiceUnavailable } from '../../../core/errors.ts';
import type { FiredrillEvent } from '../../../core/events.ts';
import type { JournalEntry } from '../../../core/ports.ts';
import { handler } from '../../../functions/publish-events/handler.ts';

const entry = (kind: string, data: JournalEntry['data'] = {}): JournalEntry => ({
  ...{ kind, atMs: Date.UTC(2026, 10, 23), actor: 'reconcile', data },
});

/** A change of the table as Lambda gives it: bytes are text there. */
const change = (key: { pk: string; sk: string }, image: object, eventName = 'INSERT', seq = key.sk) => ({
  eventName,
  dynamodb: {
    Keys: keyOf(key),
    SequenceNumber: seq,
    NewImage: Object.fromEntries(
      Object.entries(image).map(([name, value]) => [
        name,
        value.B === undefined ? value : { B: Buffer.from(value.B).toString('base64') },
      ]),
    ),
  },
});

const written = (id: string, seq: number, what: JournalEntry) => {
  const record = chain({ seq: seq - 1, hash: 'x' }, what);
  const key = journalKey(id, seq);
  return change(key, { ...keyOf(key), ...attributesOf(record) }, 'INSERT', `${seq}`);
};

const listening = (refused: (event: FiredrillEvent) => boolean = () => false) => {
  const told: FiredrillEvent[] = [];
  const put = async (events: readonly FiredrillEvent[]) => {
    if (events.some(refused)) throw new ServiceUnavailable('the bus is full');
    told.push(...events);
  };
  return { told, publish: handler({ put }) };
};

const said: string[] = [];
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line));
});
afterEach(() => {
  vi.restoreAllMocks();
  said.length = 0;
});

describe('the publisher', () => {
  test('tells what is told, in its order, and nothing else of the table', async () => {
    const { told, publish } = listening();
    const Records = [
      written('run-1', 1, entry('reverting')),
      written('run-1', 2, entry('reading', { probe: 'page' })),
      change(runKey('run-1'), { state: { S: '"reverting"' } }, 'MODIFY'),
      written('day-1', 3, entry('gate-waits', { step: 1 })),
      change({ pk: 'LEASE', sk: 'arn:i-1' }, {}),
      { ...written('run-1', 4, entry('reverting')), eventName: 'REMOVE' },
      { ...written('run-1', 5, entry('something-newer')), eventName: 'INSERT' },
    ];
    expect(await publish({ Records })).toEqual({ batchItemFailures: [] });
    expect(told.map(({ id, type }) => [id, type])).toEqual([
      ['run-1/1', 'RevertStarted'],
      ['day-1/3', 'GateReached'],
    ]);
  });

  test('reads what the table has packed', async () => {
    const { told, publish } = listening();
    const faults = Array.from({ length: 600 }, (_, n) => `fault-${n}`);
    const record = written('run-1', 1, entry('restoration-verified', { faults }));
    expect(record.dynamodb.NewImage.data).toHaveProperty('B');
    await publish({ Records: [record] });
    expect(told[0]?.data).toMatchObject({ faults: faults.slice(0, 200) });
  });

  test('says from where on it must be brought again, and why', async () => {
    const { told, publish } = listening(({ id }) => id === 'run-1/2');
    const Records = [1, 2, 3].map((seq) => written('run-1', seq, entry('reverting')));
    expect(await publish({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
    expect(told.map(({ id }) => id)).toEqual(['run-1/1']);
    expect(said).toEqual(['Record 2 of the stream was not told: ServiceUnavailable: the bus is full']);
  });

  test.each([
    ['lacks what it must say', written('run-1', 2, entry('signal'))],
    ['is no entry', change(journalKey('run-1', 2), { kind: { S: '"reverting"' } }, 'INSERT', '2')],
    ['is damaged', change(journalKey('run-1', 2), { kind: { S: '{' } }, 'INSERT', '2')],
  ])('does not swallow a record that %s', async (_, bad) => {
    const { told, publish } = listening();
    const Records = [written('run-1', 1, entry('reverting')), bad];
    expect(await publish({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
    expect(told).toHaveLength(1);
    expect(said).toHaveLength(1);
  });
});
