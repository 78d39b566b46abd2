import { describe, expect, test } from 'vitest';
import { changesTo } from '../../../core/deploy/changes.ts';
import { definitionOf } from '../../../core/deploy/definition.ts';
import { fieldChanges } from '../../../core/deploy/field-changes.ts';
import type { Experiment, GameDay } from '../../../core/experiment.ts';
import { aFault, anExperiment, shopProbe } from '../../support/an-experiment.ts';

const about = { updatedAtMs: 0, updatedBy: 'ana' };
const experiment = (fields: Partial<Experiment> = {}) => definitionOf(anExperiment(fields), [], about);
const day: GameDay = {
  ...{ kind: 'GameDay', name: 'autumn', title: 'Autumn', owner: 'shop', purpose: 'To know', notify: [] },
  steps: [{ experiment: './one.yml', continueOn: 'held', waitMs: 0, human: false }],
};
const weekly = { expression: 'rate(7 days)', zone: 'UTC' };
const shop = { kind: 'Experiment', name: 'one-instance-stops' } as const;
const nothing = { definitions: [], schedules: [] };

describe('what it takes to make what is deployed equal to the files', () => {
  test('is to create what is not there', () => {
    expect(changesTo([experiment()], nothing, false)).toMatchObject([{ ...shop, what: 'create' }]);
  });

  test('is nothing where they are equal, whoever deployed it and when', () => {
    const standing = { ...experiment(), updatedAtMs: 9, updatedBy: 'ben', written: { any: 1 } };
    expect(changesTo([experiment()], { ...nothing, definitions: [standing] }, true)).toMatchObject([
      { ...shop, what: 'unchanged', fields: [] },
    ]);
  });

  test('is told field by field, in words', () => {
    const wanted = experiment({
      recovery: { withinMs: 90_000 },
      faults: [aFault({ durationMs: 60_000 }), aFault({ name: 'another' })],
      guards: { ...anExperiment().guards, calendars: ['freeze'] },
    });
    const [change] = changesTo([wanted], { ...nothing, definitions: [experiment()] }, false);
    expect(change).toMatchObject({ what: 'change', inForce: experiment().version });
    expect(change?.fields).toEqual(
      expect.arrayContaining([
        { field: 'faults[stop-one].duration', before: '2 min', after: '1 min' },
        { field: 'faults[another].name', after: 'another' },
        { field: 'recovery.within', before: '2 min', after: '1 min 30 s' },
        { field: 'guards.calendars', before: '[]', after: '["freeze"]' },
      ]),
    );
  });

  test('is to delete what no file names, but only when that is asked for', () => {
    const definitions = [experiment(), experiment({ name: 'old' })];
    const old = { kind: 'Experiment', name: 'old', inForce: definitions[1]?.version };
    expect(changesTo([experiment()], { ...nothing, definitions }, false)[1]).toMatchObject({
      ...old,
      what: 'left',
    });
    expect(changesTo([experiment()], { ...nothing, definitions }, true)[1]).toMatchObject({
      ...old,
      what: 'delete',
    });
  });

  test('sees that a game day would run other versions of its experiments', () => {
    const [now, then] = ['0123456789ab', 'ba9876543210'].map((version) =>
      definitionOf(day, [{ name: 'one', version }], about),
    );
    const deployed = { ...nothing, definitions: now ? [now] : [] };
    expect(changesTo(then ? [then] : [], deployed, false)[0]?.fields).toEqual([
      { field: 'steps[0].version', before: 'one 0123456789ab', after: 'one ba9876543210' },
    ]);
  });

  test('sees that somebody has changed a schedule itself, or taken it away', () => {
    const wanted = experiment({ schedule: weekly });
    const deployed = (schedule: object | undefined) => ({
      definitions: [wanted],
      schedules: schedule ? [{ ...shop, schedule: { ...weekly, ...schedule } }] : [],
    });
    const fields = (schedule: object | undefined) =>
      changesTo([wanted], deployed(schedule), false)[0]?.fields;
    expect(fields({ startMs: 60_000 })).toEqual([]);
    expect(fields({ startMs: 60_000, expression: 'rate(1 days)' })).toEqual([
      { field: 'deployed schedule.expression', before: 'rate(1 days)', after: 'rate(7 days)' },
    ]);
    expect(fields(undefined)).toEqual([
      { field: 'deployed schedule.expression', after: 'rate(7 days)' },
      { field: 'deployed schedule.zone', after: 'UTC' },
    ]);
  });

  test('sees a schedule of what is not deployed', () => {
    const schedules = [{ kind: 'GameDay', name: 'gone', schedule: weekly } as const];
    expect(changesTo([], { ...nothing, schedules }, true)).toEqual([
      { kind: 'GameDay', name: 'gone', what: 'delete', fields: [] },
    ]);
  });
});

test('times of day and dates are told as people write them', () => {
  const before = { window: { fromMinute: 540 }, schedule: { startMs: 0 }, probe: shopProbe() };
  const after = { window: { fromMinute: 575 }, schedule: { startMs: 86_400_000 }, probe: shopProbe() };
  expect(fieldChanges(before, after)).toEqual([
    { field: 'window.fromMinute', before: '09:00', after: '09:35' },
    { field: 'schedule.start', before: '1970-01-01T00:00:00.000Z', after: '1970-01-02T00:00:00.000Z' },
  ]);
});
