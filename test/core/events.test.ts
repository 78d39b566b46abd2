import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { type EventType, eventData } from '../../core/event-data.ts';
import { eventJsonSchemas } from '../../core/event-json-schema.ts';
import { eventTypes, untold } from '../../core/event-kinds.ts';
import { eventOf, makeEvent, readEvent } from '../../core/events.ts';
import type { JournalEntry, JournalRecord } from '../../core/ports.ts';
import { journalsOf, versions } from '../journals/support/old-journal.ts';
import { dayConcluded, gameDayIn } from '../support/a-game-day.ts';
import { anExperiment, faultOn } from '../support/an-experiment.ts';
import { openWorld } from '../support/world.ts';

const root = join(import.meta.dirname, '..', '..');

const recordOf = (entry: Partial<JournalEntry> & Pick<JournalEntry, 'kind'>): JournalRecord => ({
  ...{ atMs: Date.UTC(2026, 10, 23, 10, 0, 0, 5), actor: 'reconcile', seq: 7, prev: '', hash: '' },
  ...entry,
});

const injected = recordOf({
  kind: 'fault-injected',
  data: { fault: 'stop-one', action: 'aws:ec2:stop-instances', targets: ['web-1'], secret: 'x' },
});

describe('an event', () => {
  test('is an entry of a journal as a CloudEvent, with what its schema names and nothing else', () => {
    expect(eventOf('run-1', injected)).toEqual({
      specversion: '1.0',
      id: 'run-1/7',
      source: 'firedrill',
      type: 'FaultInjected',
      subject: 'run-1',
      time: '2026-11-23T10:00:00.005Z',
      datacontenttype: 'application/json',
      version: 1,
      data: {
        actor: 'reconcile',
        fault: 'stop-one',
        action: 'aws:ec2:stop-instances',
        targets: ['web-1'],
      },
    });
  });

  test('says who and why in the words of the entry, whatever its data call so', () => {
    const event = eventOf(
      'run-1',
      recordOf({ kind: 'reverting', data: { actor: 'nobody', reason: 'none' } }),
    );
    expect(event?.data).toEqual({ actor: 'reconcile' });
  });

  test('is read by whoever gets it', () => {
    const event = eventOf('run-1', injected);
    expect(readEvent(JSON.parse(JSON.stringify(event)))).toEqual(event);
  });

  test.each([
    ['of a type we do not know', { type: 'SomethingElse' }],
    ['of a version we do not know', { version: 2 }],
    ['of somebody else', { source: 'aws.fis' }],
  ])('%s is not read', (_, change) => {
    expect(() => readEvent({ ...eventOf('run-1', injected), ...change })).toThrow(/invalid/i);
  });

  test('without what its schema names is not made', () => {
    expect(() => eventOf('run-1', recordOf({ kind: 'fault-injected', data: {} }))).toThrow(/targets/);
  });

  test('fits on the bus, however long the story is', () => {
    const reason = 'nö '.repeat(200_000);
    const reasons = Array.from({ length: 1_000 }, () => reason);
    const data = { hypothesis: 'untested', restoration: 'restored', reasons, measures: {}, exitCode: 4 };
    const text = JSON.stringify(eventOf('run-1', recordOf({ kind: 'concluded', reason, data })));
    expect(text.length).toBeGreaterThan(1_000);
    expect(Buffer.byteLength(text)).toBeLessThan(256 * 1024);
  });
});

/** The kinds of entries that the program writes, as its source says: a text, or one of these expressions. */
const expressions: Readonly<Record<string, readonly string[]>> = {
  '`undo-${result.outcome}`': ['undo-accepted', 'undo-nothing-to-undo', 'undo-drifted'],
  "recovered.inTime ? 'recovered' : 'recovery-late'": ['recovered', 'recovery-late'],
  "onlyPlan ? 'plan-asked' : 'run-created'": ['plan-asked', 'run-created'],
  "onlyPlan ? 'plan-over' : 'concluded'": ['plan-over', 'concluded'],
  answer: ['approved', 'denied'],
};

const written = ['core', 'cli', 'functions'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const text = readFileSync(join(root, folder, file), 'utf8');
      const calls = text.matchAll(/(?<!const )\bnote\(\s*(?:ports|[\w.]+),\s*[\w.]+,\s*([^,)]+)/g);
      return [...calls].map(([, kind = '']) => ({ file: `${folder}/${file}`, kind: kind.trim() }));
    }),
);

const kinds = written.flatMap(({ kind }) => expressions[kind] ?? [kind.replaceAll("'", '')]);

describe('the kinds of entries', () => {
  test('are found in the source, all of them', () => {
    expect(new Set(kinds).size).toBeGreaterThan(35);
    for (const { file, kind } of written)
      expect(kind in expressions || /^'[a-z-]+'$/.test(kind), `${file} notes ${kind}`).toBe(true);
  });

  test.each([...new Set(kinds)])('%s is told, or it is said why not', (kind) => {
    expect([kind in eventTypes, kind in untold].filter(Boolean)).toHaveLength(1);
  });

  test.each([...Object.keys(eventTypes), ...Object.keys(untold)])('%s is one that is written', (kind) => {
    expect(kinds).toContain(kind);
  });

  test('make every type of event but those of notices', () => {
    const made = new Set<string>([...Object.values(eventTypes), 'NoticeGiven']);
    expect([...made].sort()).toEqual(Object.keys(eventData).sort());
  });
});

describe.each(versions)('every entry of the journals of version %s', (version) => {
  const records = Object.values(journalsOf(version)).flatMap(({ journal }) => journal);
  const { validate, types } = validator();

  test.each([...Map.groupBy(records, ({ kind }) => kind)])(
    '%s: is an event, or is not told',
    (kind, some) => {
      for (const record of some) {
        const event = eventOf('run-1', record);
        expect(event === undefined).toBe(kind in untold);
        if (event) expect(validate(event.type, JSON.parse(JSON.stringify(event)))).toEqual([]);
      }
    },
  );

  test('has types with schemas', () => {
    expect(types).toEqual(expect.arrayContaining(Object.values(eventTypes)));
  });
});

test('a game day tells of its steps and its end, and its runs of theirs', async () => {
  const world = await openWorld();
  const { validate } = validator();
  const id = await gameDayIn(world, [{ of: anExperiment({ faults: [faultOn(1), faultOn(2)] }) }]);
  await dayConcluded(world, id);

  const told = async (subject: string) =>
    (await world.journal.read(subject)).flatMap((record) => eventOf(subject, record) ?? []);
  const [ofDay, ofRun] = [await told(id), await told(`${id}-1`)];

  expect(ofDay.map(({ type }) => type)).toEqual(['GameDayStarted', 'GameDayStepStarted', 'GameDayConcluded']);
  expect(ofRun.at(0)?.type).toBe('ExperimentRunStarted');
  expect(ofRun.at(-1)).toMatchObject({
    type: 'RunConcluded',
    data: { hypothesis: 'failed', restoration: 'restored', exitCode: 3 },
  });
  for (const event of [...ofDay, ...ofRun])
    expect(validate(event.type, JSON.parse(JSON.stringify(event)))).toEqual([]);
});

describe('the schemas in schema/events', () => {
  const folder = join(root, 'schema', 'events');
  const current = eventJsonSchemas();

  test('are there for every event, and for nothing else', () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(current).sort());
  });

  test.each(Object.entries(current))(
    '%s is what the code says; node scripts/event-schemas.ts',
    (file, now) => {
      expect(JSON.parse(readFileSync(join(folder, file), 'utf8'))).toEqual(now);
    },
  );

  test('let a member by that is new, and refuse a member that is missing', () => {
    const { validate } = validator();
    const event = makeEvent(
      'NeedsHuman',
      { id: 'run-1/x', subject: 'run-1', atMs: 0 },
      { actor: 'dead-man' },
    );
    const data = { ...event.data, soon: 'more' };
    expect(validate('NeedsHuman', { ...event, data, later: 1 })).toEqual([]);
    expect(validate('NeedsHuman', { ...event, data: {} })).toEqual([
      "/data must have required property 'actor'",
    ]);
  });
});

function validator() {
  // The format of a time has its pattern beside it.
  const ajv = new Ajv({ strict: false, formats: { 'date-time': true } });
  const compiled = new Map(
    Object.values(eventJsonSchemas()).map((schema) => [
      (schema as { title: string }).title,
      ajv.compile(schema),
    ]),
  );
  const validate = (type: EventType, event: unknown): readonly string[] => {
    const check = compiled.get(type);
    if (check === undefined) return [`no schema for ${type}`];
    check(event);
    return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
  return { validate, types: [...compiled.keys()] };
}
