import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { jsonSchemas } from '../../../core/documents/json-schema.ts';
import { fullExperiment, gameDay, guardedExperiment, smallExperiment } from './samples.ts';

const root = resolve(import.meta.dirname, '../../..');
const committed = (path: string) => JSON.parse(readFileSync(resolve(root, 'schema', path), 'utf8'));

describe('the committed schemas are what the source says', () => {
  test.each(['experiment.schema.json', 'gameday.schema.json'])('%s', (name) => {
    expect(committed(name)).toEqual(jsonSchemas('draft-07')[name]);
    expect(committed(`2020-12/${name}`)).toEqual(jsonSchemas('draft-2020-12')[name]);
  });

  test('and the check of the script agrees', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/schema.ts', '--check'], {
      ...{ cwd: root, encoding: 'utf8' },
    });
    expect([status, stderr]).toEqual([0, '']);
  });
});

const editors = [
  ['draft-07', '', new Ajv({ allErrors: true })],
  ['2020-12', '2020-12/', new Ajv2020({ allErrors: true })],
] as const;

describe.each(editors)('an editor that reads %s', (_, folder, ajv) => {
  const experiment = ajv.compile(committed(`${folder}experiment.schema.json`));
  const day = ajv.compile(committed(`${folder}gameday.schema.json`));

  test('accepts the good documents', () => {
    for (const text of [fullExperiment, guardedExperiment, smallExperiment]) {
      expect(experiment(parse(text)), JSON.stringify(experiment.errors)).toBe(true);
    }
    expect(day(parse(gameDay)), JSON.stringify(day.errors)).toBe(true);
    expect(day({ $schema: '../schema/gameday.schema.json', ...parse(gameDay) })).toBe(true);
  });

  test.each([
    ['a misspelt key', 'purpose:', 'pupose:'],
    ['a name that is not kebab-case', 'name: one-web-instance-stops', 'name: One_Web_Instance'],
    ['a duration in plain words', 'holdFor: PT1M', 'holdFor: 1 minute'],
    ['an unknown probe type', 'type: alarm', 'type: alert'],
    ['bounds that bound nothing', 'bounds: { min: 0, max: 5 }', 'bounds: {}'],
    ['a metric id that is none', '        errors:\n', '        Errors:\n'],
    ['a request that could change something', 'method: HEAD', 'method: POST'],
    ['a status in quotes', 'status: [200, 304]', 'status: "200"'],
    [
      'targets by tags and by ARN',
      'tags: { tier: web }',
      'tags: { a: b }\n      arns: ["arn:aws:ec2:r:1:i/1"]',
    ],
    ['targets by nothing', '      tags: { tier: web }\n', ''],
    ['targets by no tag', 'tags: { tier: web }', 'tags: {}'],
    ['more than everything', 'COUNT(1)', 'PERCENT(101)'],
    ['a parameter that is a number', 'startInstancesAfterDuration: PT3M', 'count: 3'],
    ['no recovery', 'recovery: { within: PT3M }\n', ''],
    ['more than a hundred percent', 'maxPercent: 34', 'maxPercent: 101'],
    ['a day twice', 'days: [Mon,', 'days: [Tue,'],
    ['a time no clock shows', 'from: "09:00"', 'from: "25:00"'],
    ['a misspelt event', 'needs-human', 'need-human'],
  ])('refuses %s', (what, from, to) => {
    expect(fullExperiment, what).toContain(from);
    expect(experiment(parse(fullExperiment.replace(from, to)))).toBe(false);
  });

  test('refuses a game day without steps', () => {
    expect(day({ ...parse(gameDay), steps: [] })).toBe(false);
  });
});

describe('an editor can explain every field', () => {
  type Schema = Readonly<Record<string, unknown>>;
  const isSchema = (node: unknown): node is Schema => typeof node === 'object' && node !== null;

  /** Every property of every object of a schema, by its way from the root. */
  const fields = (schema: unknown, path = ''): [path: string, field: Schema][] => {
    if (!isSchema(schema)) return [];
    const properties = isSchema(schema.properties) ? Object.entries(schema.properties) : [];
    const inside = ['items', 'additionalProperties', 'oneOf', 'anyOf'].flatMap((key) =>
      [schema[key]].flat().flatMap((child) => fields(child, `${path}[]`)),
    );
    const own = properties.flatMap(([name, child]) => [
      ...(isSchema(child) ? [[`${path}.${name}`, child] as [string, Schema]] : []),
      ...fields(child, `${path}.${name}`),
    ]);
    return [...own, ...inside];
  };

  test.each(['experiment.schema.json', 'gameday.schema.json'])('of %s', (name) => {
    const all = fields(committed(name));
    expect(all.length).toBeGreaterThan(10);
    const unexplained = all.filter(
      ([, { description }]) => typeof description !== 'string' || description.length < 10,
    );
    expect(unexplained.map(([path]) => path)).toEqual([]);
    const required = (field: Schema) =>
      !('default' in field) && field.type === 'string' && !('const' in field) && !('enum' in field);
    const withoutExample = all.filter(([, field]) => required(field) && !Array.isArray(field.examples));
    expect(withoutExample.map(([path]) => path)).toEqual(['.$schema']);
    expect(committed(name)).toMatchObject({ title: expect.any(String), description: expect.any(String) });
  });

  test('and knows the defaults', () => {
    const defaults = fields(committed('experiment.schema.json')).filter(([, field]) => 'default' in field);
    expect(Object.fromEntries(defaults.map(([path, field]) => [path, field.default]))).toMatchObject({
      '.faults[].startAfter': 'PT0S',
      '.limits.consentTag': {},
      '.limits.consentTag.key': 'firedrill:consent',
      '.limits.consentTag.value': 'allowed',
      '.approval.required': false,
      '.approval.timeout': 'PT1H',
      '.notify': [],
    });
  });
});
