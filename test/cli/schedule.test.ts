import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findDaemon } from '../../cli/daemon/daemon-file.ts';
import { shortExperiment } from '../e2e/support/documents.ts';
import { openPlace } from '../e2e/support/place.ts';

const place = openPlace();
const document = (name: string, more: string) => place.write(`${name}.yml`, shortExperiment({ name, more }));
const window = 'zone: Europe/Berlin, days: [Mon, Tue, Wed, Thu], from: "09:00", to: "10:10"';

beforeAll(async () => {
  const files = [
    document('often', 'schedule: { expression: "cron(* * * * ? *)" }'),
    document(
      'guarded',
      `guards: { window: { ${window}, holidays: DE-BE } }\nschedule: { expression: "cron(0 9,10 25-31 DEC ? 2098)", zone: Europe/Berlin }`,
    ),
    document(
      'calendared',
      'guards: { calendars: [shop-freeze] }\nschedule: { expression: at(2099-01-01T10:00:00), flexibleWindow: PT5M }',
    ),
    document('over', 'schedule: { expression: at(2020-01-01T10:00:00) }'),
  ];
  await place.must('apply', ...files, '--yes');
});
afterAll(place.close);

type Next = readonly { readonly occurrences: readonly { readonly refusals: readonly object[] }[] }[];
const next = async (...args: readonly string[]) => {
  const { result, stderr } = await place.must('schedule', 'next', ...args);
  return { schedules: result.schedules as Next, stderr };
};

describe('the next occurrences', () => {
  test('are ten of each, in the zone of whoever reads and in their own', async () => {
    const { schedules, stderr } = await next('often', '--zone', 'America/New_York');
    expect(schedules[0]?.occurrences).toHaveLength(10);
    expect(stderr).toMatch(/✓ \w{3} \d{4}-\d\d-\d\d \d\d:\d\d America\/New_York {2}\(\w{3} .* UTC\)/);
  });

  test('say which of them a window or a public holiday would refuse, and why', async () => {
    const { schedules } = await next('guarded', '--count', '20');
    const reasons = schedules[0]?.occurrences.map(({ refusals }) => refusals);
    // 25 December 2098 is a Thursday; a run may last 15 minutes, and the window closes at 10:10.
    expect(reasons?.slice(0, 2)).toMatchObject([
      [{ guard: 'window', reason: expect.stringContaining('is a public holiday in DE-BE') }],
      [{ guard: 'window', reason: expect.stringContaining('is a public holiday in DE-BE') }],
    ]);
    expect(reasons?.slice(8, 10)).toMatchObject([
      [],
      [{ guard: 'window', reason: expect.stringContaining('the window closes at 2098-12-29 10:10') }],
    ]);
  });

  test('say that a calendar which cannot be read counts as a no', async () => {
    const { schedules } = await next('calendared');
    expect(schedules[0]?.occurrences).toMatchObject([
      {
        refusals: [
          { guard: 'calendar', reason: expect.stringContaining('the lab has no calendar shop-freeze') },
        ],
      },
    ]);
  });

  test('are none where a schedule is over', async () => {
    const { schedules, stderr } = await next('over');
    expect(schedules[0]?.occurrences).toEqual([]);
    expect(stderr).toContain('never again');
  });

  test('would be refused while the schedule is paused, or the kill switch pulled', async () => {
    await place.must('schedule', 'pause', 'over');
    await place.must('schedule', 'pause', 'guarded');
    await place.must('lever', 'pull', 'experiment:guarded', '--reason', 'a sale');
    const { schedules } = await next('guarded', '--count', '9');
    expect(schedules[0]?.occurrences[8]).toMatchObject({
      refusals: [
        { guard: 'paused', reason: expect.stringMatching(/^the schedule is paused by \S+$/) },
        { guard: 'lever', reason: expect.stringContaining('a sale') },
      ],
    });
    await place.must('lever', 'release', 'experiment:guarded');
    expect((await place.must('schedule', 'resume', 'guarded')).result).toMatchObject({ wasPaused: {} });
    expect((await next('guarded', '--count', '9')).schedules[0]?.occurrences[8]?.refusals).toEqual([]);
  });
});

describe('one occurrence', () => {
  test('is skipped, and the ones after it are not', async () => {
    const first = await place.must('schedule', 'skip', 'guarded', '2098-12-29T08:00:00Z');
    expect(first.result).toMatchObject({ kind: 'Experiment', name: 'guarded' });
    const { schedules } = await next('guarded', '--count', '13');
    expect(schedules[0]?.occurrences[8]?.refusals).toEqual([
      { guard: 'skipped', reason: `skipped by ${first.result.skippedBy}` },
    ]);
    expect(schedules[0]?.occurrences[12]?.refusals).not.toContainEqual(
      expect.objectContaining({ guard: 'skipped' }),
    );
  });

  test('is the next one by that word, however often it is said', async () => {
    const skip = () => place.must('schedule', 'skip', 'calendared', 'next');
    const [once, again] = [await skip(), await skip()];
    expect(once.result.atMs).toBe(Date.parse('2099-01-01T10:00:00Z'));
    expect(again.result).toEqual(once.result);
  });

  test('of a game day too, of which every experiment is asked', async () => {
    const day = place.write(
      'day.yml',
      JSON.stringify({
        ...{ kind: 'GameDay', name: 'day', title: 'Day', owner: 'shop', purpose: 'practice' },
        steps: [{ experiment: 'often.yml' }, { experiment: 'calendared.yml' }],
        schedule: { expression: 'at(2099-02-01T10:00:00)' },
      }),
    );
    await place.must('apply', day, '--yes');
    const skipped = await place.must('schedule', 'skip', 'day', 'next', '--kind', 'gameday');
    expect((await next('day')).schedules[0]?.occurrences).toMatchObject([
      {
        refusals: [
          { guard: 'skipped', reason: `skipped by ${skipped.result.skippedBy}` },
          { guard: 'calendar', reason: expect.stringMatching(/^calendared: .*the lab has no calendar/) },
        ],
      },
    ]);
  });
});

test.each([
  [['schedule', 'skip', 'guarded', 'tomorrow'], 'tomorrow is no occurrence'],
  [['schedule', 'skip', 'guarded', '2098-12-29T08:00:00'], 'is no occurrence'],
  [
    ['schedule', 'skip', 'guarded', '2098-12-29T08:01:00Z'],
    'the next from then on is 2098-12-29T09:00:00.000Z',
  ],
  [['schedule', 'skip', 'over', 'next'], 'over never falls due again'],
  [['schedule', 'pause', 'unheard-of'], 'unheard-of has no schedule here'],
  [['schedule', 'next', '--count', '0'], '--count 0'],
  [['schedule', 'next', '--zone', 'Berlin'], 'Berlin is no time zone'],
])('%j is told what is wrong', async (args, words) => {
  const { code, stderr } = await place.run(...args);
  expect(code).toBe(2);
  expect(stderr).toContain(words);
});

describe('on the lab', () => {
  const runs = async () =>
    (await place.must('list', '--limit', '100')).lines.flatMap(({ run }) => (run ? [run as Listed] : []));
  const anyRun = async (fits: (run: Listed) => boolean): Promise<Listed> => {
    for (;;) {
      const found = (await runs()).find((run) => run.trigger.kind === 'schedule' && fits(run));
      if (found) return found;
      await setTimeout(100);
    }
  };

  test('what falls due is started, and what was missed is on record and is not run', async () => {
    // What is started is refused by the kill switch: nothing has to break for this.
    await place.must('lever', 'pull', 'global', '--reason', 'a test');
    await place.must('lab', 'up', '--time-scale', '60');
    const started = await anyRun(({ refusal }) => refusal?.guard === 'lever');
    expect(started.trigger.actor).toMatch(/^schedule often at \d{4}-\d\d-\d\dT\d\d:\d\d:00Z$/);

    process.kill(findDaemon(place.stateDir)?.pid ?? 0, 'SIGKILL');
    const lab = place.lab();
    const backAtMs = lab.clock.now() + 8 * 60_000;
    while (lab.clock.now() < backAtMs) await setTimeout(100);
    await place.must('lab', 'up');
    const missed = await anyRun(({ refusal }) => refusal?.guard === 'late');
    expect(missed.refusal?.reason).toMatch(/^missed: it was due at /);

    await place.must('schedule', 'pause', 'often');
    const all = await runs();
    expect(new Set(all.map(({ runId }) => runId)).size).toBe(all.length);
    expect(new Set(all.map(({ trigger }) => trigger.actor)).size).toBe(all.length);
  });
});

type Listed = {
  readonly runId: string;
  readonly trigger: { readonly kind: string; readonly actor: string };
  readonly refusal?: { readonly guard: string; readonly reason: string };
};
