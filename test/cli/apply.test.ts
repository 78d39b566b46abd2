import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { gameDay, shortExperiment } from '../e2e/support/documents.ts';
import { openPlace, type Place } from '../e2e/support/place.ts';

let place: Place;
beforeEach(() => {
  place = openPlace();
});
afterEach(() => place.close());

const weekly = 'schedule: { expression: "cron(0 10 ? * TUE *)", zone: Europe/Berlin }';
const ofAnotherType = `  - name: stop-one
    action: aws:ec2:stop-instances
    targets:
      resourceType: aws:ec2:instance
      arns: ["arn:aws:lambda:eu-central-1:111122223333:function:shop"]
      select: ALL`;
const short = { kind: 'Experiment', name: 'short' };

describe('firedrill apply', () => {
  test('creates, changes what differs, and leaves alone what does not', async () => {
    const file = place.write('short.yml', shortExperiment({ more: weekly }));
    const dry = await place.must('apply', file, '--dry-run');
    expect(dry.result).toMatchObject({ applied: false, created: [short] });
    expect((await place.must('schedule', 'list')).result.schedules).toEqual([]);

    expect((await place.must('apply', file, '--yes')).result).toMatchObject({
      applied: true,
      created: [short],
    });
    expect((await place.must('schedule', 'list')).result.schedules).toMatchObject([
      { ...short, schedule: { expression: 'cron(0 10 ? * TUE *)', zone: 'Europe/Berlin' } },
    ]);
    // With nothing to do there is nothing to ask.
    expect((await place.must('apply', file)).result).toMatchObject({ applied: false, unchanged: [short] });

    place.write('short.yml', shortExperiment({ maxDuration: 'PT20M', more: weekly.replace('TUE', 'WED') }));
    const changed = await place.must('apply', file, '--yes');
    expect(changed.lines.find(({ type }) => type === 'change')?.fields).toEqual([
      { field: 'limits.maxDuration', before: '15 min', after: '20 min' },
      { field: 'schedule.expression', before: 'cron(0 10 ? * TUE *)', after: 'cron(0 10 ? * WED *)' },
    ]);
    expect(changed.stderr).toContain('    limits.maxDuration: 15 min → 20 min');

    place.write('short.yml', shortExperiment({ maxDuration: 'PT20M' }));
    await place.must('apply', file, '--yes');
    expect((await place.must('schedule', 'list')).result.schedules).toEqual([]);
  });

  test('deletes what no file names only with --prune', async () => {
    const [a, b] = ['a', 'b'].map((name) =>
      place.write(`${name}.yml`, shortExperiment({ name, more: weekly })),
    );
    await place.must('apply', a ?? '', b ?? '', '--yes');
    const left = await place.must('apply', a ?? '');
    expect(left.result).toMatchObject({ left: [{ name: 'b' }], deleted: [] });

    const pruned = await place.must('apply', a ?? '', '--prune', '--yes');
    expect(pruned.result).toMatchObject({
      applied: true,
      deleted: [{ name: 'b' }],
      unchanged: [{ name: 'a' }],
    });
    expect((await place.must('schedule', 'list')).result.schedules).toMatchObject([{ name: 'a' }]);
  });

  test('applies nothing where one file is bad, and says everything that is wrong', async () => {
    const good = place.write('good.yml', shortExperiment());
    const bad = place.write(
      'bad.yml',
      shortExperiment({ name: 'Bad Name', more: 'schedule: { expression: weekly }' }),
    );
    const grave = place.write('grave.yml', shortExperiment({ name: 'grave', faults: ofAnotherType }));
    const { code, stderr } = await place.run('apply', good, bad, grave, '--yes');
    expect(code).toBe(2);
    expect(stderr).toContain('"weekly" is not a schedule');
    expect(stderr).toContain('"Bad Name" is not a kebab-case name');
    expect(stderr).toMatch(/grave\.yml:\d+:\d+: error/);
    expect(stderr).toContain('Nothing was applied.');
    expect((await place.must('apply', good, '--dry-run')).result.created).toMatchObject([{ name: 'short' }]);
  });

  test('applies nothing where two files have one name', async () => {
    const [one, other] = ['one.yml', 'other.yml'].map((name) => place.write(name, shortExperiment()));
    const { code, stderr } = await place.run('apply', one ?? '', other ?? '', '--yes');
    expect(code).toBe(2);
    expect(stderr).toContain('the Experiment short is in');
  });

  test('applies nothing where there is nobody to ask', async () => {
    const file = place.write('short.yml', shortExperiment());
    const { code, stderr } = await place.run('apply', file);
    expect(code).toBe(2);
    expect(stderr).toContain('There is nobody to ask here: add --yes');
    expect((await place.must('apply', file, '--dry-run')).result.created).toHaveLength(1);
  });

  test('deploys game days with the versions that their steps run, and sees when those change', async () => {
    place.write('short.yml', shortExperiment());
    const day = place.write('day.yml', gameDay([['./short.yml', 'continueOn: any']]));
    await place.must('apply', day, '--yes');
    expect((await place.must('apply', day)).result.unchanged).toEqual([
      { kind: 'GameDay', name: 'test-day' },
    ]);

    place.write('short.yml', shortExperiment({ maxDuration: 'PT20M' }));
    const changed = await place.must('apply', day, '--yes');
    expect(changed.lines.find(({ type }) => type === 'change')?.fields).toMatchObject([
      { field: 'steps[0].version', before: expect.stringMatching(/^short /) },
    ]);
  });
});
