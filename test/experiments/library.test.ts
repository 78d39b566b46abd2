import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogued } from '../../core/catalogue/catalogue.ts';
import { parseDocument } from '../../core/documents/parse-document.ts';
import { formatDuration } from '../../core/duration.ts';
import { probesOf } from '../../core/judgement.ts';
import { lint } from '../../core/lint/lint.ts';
import { actionOf } from '../../lab/adapters/actions.ts';
import { SHOP_ALARMS } from '../../lab/keeper/shop-alarms.ts';
import { alarmsOf, definitionOf } from './alarms.ts';
import {
  type Entry,
  endingOf,
  entries,
  files,
  isForTheLab,
  isIrreversible,
  LAB,
  onAws,
  root,
  systems,
  textOf,
} from './library.ts';
import { needsOf } from './library-page.ts';
import { seeds } from './seeds.ts';

const named = (some: readonly Entry[]) => some.map((entry) => [entry.file, entry] as const);

test.for(files)('%s is a valid document', (file) => {
  const parsed = parseDocument(textOf(file), file);

  expect(parsed.ok ? [] : parsed.problems).toEqual([]);
});

test('no two experiments go by the same name', () => {
  const names = entries.map(({ document }) => document.name);

  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('there are at least thirty for AWS', () => {
  expect(onAws.length).toBeGreaterThanOrEqual(30);
});

test.for(seeds)('%s, %s: the library has it', ([, , wanted]) => {
  const there = entries.map(({ file }) => file);

  expect(wanted.filter((file) => !there.includes(`${file}.yml`))).toEqual([]);
});

describe('an experiment for AWS', () => {
  test.for(named(onAws))('%s is clean', ([, { system, document }]) => {
    const alarms = new Map(alarmsOf(system).map((alarm) => [alarm.AlarmName, definitionOf(alarm)]));

    expect(lint(document, { alarms })).toEqual([]);
  });

  test.for(named(onAws))('%s names alarms that its folder creates', ([, { system, document }]) => {
    const created = alarmsOf(system).map(({ AlarmName }) => AlarmName);
    const judging = probesOf(document.steadyState.probes, 'alarm').map(({ alarm }) => alarm);

    expect(judging).not.toEqual([]);
    expect(judging.filter((alarm) => !created.includes(alarm))).toEqual([]);
  });

  test.for(named(onAws))('%s says what to change, and where its numbers are from', ([file]) => {
    const text = textOf(file);

    expect(text).toMatch(/^# Change: \S/m);
    expect(text).toMatch(/^# Numbers: [\s\S]*?(https:\/\/|first guess)/m);
  });

  test.for(named(onAws))('%s has a window, and a person agrees to what cannot be undone', ([, entry]) => {
    const { guards, approval } = entry.document;

    expect(guards.window).toBeDefined();
    expect(approval.required || !isIrreversible(entry)).toBe(true);
  });
});

describe('what the lab can do', () => {
  const inLab = entries.filter(isForTheLab);

  test.for(named(inLab))('%s is made of what the lab knows', ([, { document }]) => {
    const { faults, steadyState } = document;
    const unknown = faults.filter(
      ({ action, parameters, targets }) =>
        actionOf(action, parameters)?.facts.resourceType !== targets.resourceType,
    );
    const alarms = probesOf(steadyState.probes, 'alarm').map(({ alarm }) => alarm);

    expect(unknown).toEqual([]);
    expect(alarms.filter((name) => !SHOP_ALARMS.some(({ alarmName }) => alarmName === name))).toEqual([]);
    expect(lint(document)).toEqual([]);
  });

  const twins = inLab.filter(({ system }) => system === LAB);

  test.for(named(twins))('%s does nothing that its twin on AWS does not do', ([file, { document }]) => {
    const twin = onAws.find((one) => basename(one.file) === basename(file));
    const actions = twin?.document.faults.map(({ action }) => action) ?? [];

    expect(document.faults.filter(({ action }) => !actions.includes(action))).toEqual([]);
  });
});

describe.for(systems)('the table of %s', (system) => {
  const rows = textOf(`${system}/README.md`)
    .split('\n')
    .flatMap((line) => {
      const [, file] = /^\| \[[^\]]+\]\(([^)]+\.yml)\) \|/.exec(line) ?? [];
      return file === undefined ? [] : [{ file: `${system}/${file}`, line }];
    });
  const mine = entries.filter((entry) => entry.system === system);

  test('has a row for each experiment, and no other', () => {
    expect(rows.map(({ file }) => file).toSorted()).toEqual(mine.map(({ file }) => file));
  });

  test.for(named(mine))('tells of %s what the document says', ([file, { document }]) => {
    const cells = rows.find((row) => row.file === file)?.line.split(' | ') ?? [];

    expect(cells).toContain(document.title);
    expect(cells).toContain(endingOf(document));
    expect(cells).toContain(formatDuration(document.recovery.withinMs));
  });
});

test.for(systems)('every alarm that %s creates is one that an experiment there names', (system) => {
  const named = entries
    .filter((entry) => entry.system === system)
    .flatMap(({ document }) => probesOf(document.steadyState.probes, 'alarm').map(({ alarm }) => alarm));

  expect(alarmsOf(system).filter(({ AlarmName }) => !named.includes(AlarmName))).toEqual([]);
});

test.for(named(entries))('what %s needs beside it is there', ([, entry]) => {
  const beside = needsOf(entry).match(/[\w./-]+\.yaml/g) ?? [];

  expect(beside.filter((file) => !existsSync(join(root, entry.system, file)))).toEqual([]);
});

test('whatever FIS is asked for is in the catalogue', () => {
  const asked = entries.flatMap(({ document }) => document.faults.map(({ action }) => action));

  expect(asked.filter((action) => action.startsWith('aws:') && !catalogued(action))).toEqual([]);
});
