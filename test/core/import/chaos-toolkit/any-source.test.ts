import fc from 'fast-check';
import { expect, test } from 'vitest';
import { importChaosToolkit } from '../../../../core/import/chaos-toolkit/import.ts';
import { activities } from '../../../../core/import/chaos-toolkit/known.ts';
import { notesOf } from '../../../../core/import/shared/imported.ts';
import { python, ref, understood } from './support/an-import.ts';

const word = fc.oneof(
  fc.constantFrom('i-1', 'shop', ref('v'), `${ref('w')}/x`, 'true', '5', 'OK', ''),
  fc.string({ maxLength: 8 }),
);
const scalar = fc.oneof(
  word,
  fc.integer({ min: -2, max: 700 }),
  fc.boolean(),
  fc.constant(null),
  fc.double({ noNaN: true }),
);
const value: fc.Arbitrary<unknown> = fc.oneof(
  { depthSize: 'small' },
  scalar,
  fc.array(scalar, { maxLength: 3 }),
  fc.array(
    fc.record({ Name: fc.constantFrom('tag:app', 'vpc-id', 'x'), Values: fc.array(word, { maxLength: 2 }) }),
    { maxLength: 2 },
  ),
  fc.dictionary(fc.constantFrom('type', 'status', 'range', 'target', '__proto__', 'x'), scalar, {
    maxKeys: 3,
  }),
);

// Mostly what such an argument really is, or nobody would ever get to a fault.
const conditions = fc.array(
  fc.record({
    Key: fc.constantFrom('tag:app', 'tag:tier', 'vpc-id'),
    Values: fc.tuple(fc.constantFrom('a', 'b*')),
  }),
  { minLength: 1, maxLength: 2 },
);
const usual = (name: string): fc.Arbitrary<unknown> => {
  if (/tags|filters|targets/.test(name)) return conditions;
  if (/count|percent|latency|seconds|duration|period/.test(name)) return fc.integer({ min: -1, max: 120 });
  return /s$/.test(name) ? fc.array(word, { maxLength: 3 }) : word;
};
const argument = (name: string) =>
  fc.oneof({ weight: 12, arbitrary: usual(name) }, { weight: 1, arbitrary: value });

const carried = activities.filter(({ becomes }) => becomes.as === 'fault' || becomes.as === 'probe');
const one = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...carried) }, fc.constantFrom(...activities));
const call = one.chain(({ id, parameters }) =>
  fc
    .record(Object.fromEntries(parameters.map(({ name }) => [name, argument(name)])), {
      requiredKeys: parameters.filter(({ required }) => required).map(({ name }) => name),
    })
    .map((args) => python(id, args)),
);
const http = fc.record({
  type: fc.constant('http'),
  url: fc.oneof(fc.webUrl(), word),
  timeout: value,
  method: value,
  headers: value,
  arguments: value,
});
const provider = fc.oneof(
  { weight: 4, arbitrary: call },
  http,
  value,
  fc.record({ type: fc.constant('process'), path: value, arguments: value }),
);
const activity = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record(
      {
        type: fc.constantFrom('probe', 'action', 'action', 'action', 'pause'),
        name: scalar,
        provider,
        tolerance: value,
        pauses: fc.record({ before: scalar, after: scalar }),
        background: scalar,
        controls: value,
      },
      { requiredKeys: ['provider'] },
    ),
  },
  fc.record({ ref: word }),
  value,
);
const activities_ = fc.oneof({ weight: 5, arbitrary: fc.array(activity, { maxLength: 4 }) }, value);
const anySource = fc.record(
  {
    ...{ version: scalar, title: scalar, description: value, tags: value, contributions: value, dry: value },
    configuration: fc.oneof(
      fc.record({ v: value, w: fc.record({ type: fc.constantFrom('env', 'probe', 'x'), default: value }) }),
      value,
    ),
    secrets: value,
    'steady-state-hypothesis': fc.oneof(
      fc.record({ title: value, probes: activities_, controls: value }),
      value,
    ),
    ...{ method: activities_, rollbacks: activities_, runtime: value, controls: value, extensions: value },
  },
  { requiredKeys: ['method'] },
);

const importing = (given: unknown) =>
  importChaosToolkit(given, { allow: activities.map(({ id }) => id), name: 'imported' });

test('whatever is imported is a document that our own reader understands, or is refused with reasons', async () => {
  let documents = 0;
  await fc.assert(
    fc.asyncProperty(anySource, async (given) => {
      const result = importing(given);
      if ('document' in result) documents += Number(understood(result).faults.length > 0);
      else expect(result.refused.length).toBeGreaterThan(0);
    }),
    { numRuns: 1_000 },
  );
  expect(documents).toBeGreaterThan(100);
});

type Place = { readonly node: Record<string, unknown>; readonly pointer: string };

const mapsIn = (node: unknown, pointer = ''): Place[] => {
  if (typeof node !== 'object' || node === null) return [];
  const entries = Array.isArray(node) ? [...node.entries()] : Object.entries(node);
  const inner = entries.flatMap(([key, child]) =>
    mapsIn(child, `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
  return Array.isArray(node) ? inner : [{ node: node as Record<string, unknown>, pointer }, ...inner];
};

test('a field that nobody knows is never lost, wherever it stands: something is said of it or of what it stands in', async () => {
  await fc.assert(
    fc.asyncProperty(anySource, fc.nat(), async (given, where) => {
      const copy: unknown = structuredClone(given);
      const places = mapsIn(copy);
      const place = places[where % places.length];
      if (place === undefined) return;
      place.node.strangeField = 'strange';
      const pointer = `${place.pointer}/strangeField`;
      const about = notesOf(importing(copy)).filter(
        ({ from }) => from !== undefined && (pointer === from || pointer.startsWith(`${from}/`)),
      );
      expect(about.length, pointer).toBeGreaterThan(0);
    }),
    { numRuns: 1_000 },
  );
});

test('no value of a secret is ever repeated, wherever it is referred to', async () => {
  let documents = 0;
  await fc.assert(
    fc.asyncProperty(anySource, async (given) => {
      const { configuration: _, ...rest } = given;
      const secrets = { v: 'TOP-SECRET', w: { type: 'env', key: 'TOP-SECRET' }, aws: { v: 'TOP-SECRET' } };
      const result = importing({ ...rest, secrets });
      if ('document' in result) documents += 1;
      expect(JSON.stringify(result)).not.toContain('TOP-SECRET');
    }),
    { numRuns: 300 },
  );
  expect(documents).toBeGreaterThan(20);
});
