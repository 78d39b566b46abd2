import { describe, expect, test } from 'vitest';
import { versionOf } from '../../core/chain.ts';
import { DocumentInvalid, NotFound } from '../../core/errors.ts';
import type { Experiment, GameDay } from '../../core/experiment.ts';
import type { Definitions } from '../../core/fronts.ts';
import { decideApproval } from '../../core/protocol/approval.ts';
import { handler } from '../../functions/start-requested/handler.ts';
import { anExperiment } from '../support/an-experiment.ts';
import { memoryDefinitions } from '../support/memory/definitions.ts';
import { memoryOccurrences } from '../support/memory/occurrences.ts';
import { memorySchedules } from '../support/memory/schedules.ts';
import { openWorld } from '../support/world.ts';

const weekly = { expression: 'cron(0 10 ? * MON *)', zone: 'UTC', flexibleWindowMs: 600_000 };
const minute = 60_000;

const office = {
  zone: 'UTC',
  days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'],
  fromMinute: 0,
  toMinute: 14 * 60,
  closedDates: [],
} as const;

const aDay = (fields: Partial<GameDay> = {}): GameDay => ({
  ...{ kind: 'GameDay', name: 'autumn', title: 'Autumn', owner: 'shop', purpose: 'To know' },
  steps: [{ experiment: './one.yml', continueOn: 'held', waitMs: 0, human: false }],
  notify: [],
  ...fields,
});

/** A shop with what starts by itself. */
const opened = async () => {
  const world = await openWorld({ warmUpMs: 10 * minute });
  const definitions = memoryDefinitions();
  const schedules = memorySchedules(world.clock);
  const occurrences = memoryOccurrences();
  const start = handler({ definitions, schedules, occurrences })(world.main.ports);
  const deploy = async (document: Experiment = anExperiment({ schedule: weekly })) => {
    await world.main.ports.experiments.put(document);
    await put(definitions, { kind: 'Experiment', document, version: versionOf(document) });
    if (document.schedule) await schedules.put(document, document.schedule);
  };
  const deployDay = async (document: GameDay = aDay({ schedule: weekly })) => {
    const { name, version } = await world.main.ports.experiments.put(anExperiment());
    await put(definitions, { kind: 'GameDay', document, version: 'v1', experiments: [{ name, version }] });
    if (document.schedule) await schedules.put(document, document.schedule);
  };
  return { ...world, definitions, schedules, occurrences, start, deploy, deployDay };
};

type Deployed<D> = D extends unknown ? Omit<D, 'updatedAtMs' | 'updatedBy'> : never;
const put = (
  definitions: Definitions,
  definition: Deployed<Parameters<Definitions['put']>[0]>,
): Promise<boolean> => definitions.put({ ...definition, updatedAtMs: 0, updatedBy: 'ana' }, undefined);

const shop = { kind: 'Experiment', name: 'one-instance-stops' } as const;
const iso = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z');

describe('an occurrence of a schedule', () => {
  test('is one run, by a name that says what started it, however often it is delivered', async () => {
    const { start, deploy, runs, clock, concluded } = await opened();
    await deploy();
    const occurrence = iso(clock.now());
    const all = await Promise.all([1, 2, 3].map(() => start({ ...shop, occurrence })));
    const [run, ...others] = await runs.list(9);
    expect(others).toEqual([]);
    expect(all).toEqual([{ id: run?.runId }, { id: run?.runId }, { id: run?.runId }]);
    expect(run?.trigger).toEqual({ kind: 'schedule', actor: `schedule ${shop.name} at ${occurrence}` });
    expect(run?.runId).toMatch(/^run-[0-9a-hjkmnp-tv-z]{26}$/);

    expect((await concluded(run?.runId ?? '')).conclusion.hypothesis).toBe('held');
    await start({ ...shop, occurrence });
    expect(await runs.list(9)).toHaveLength(1);
  });

  test('is another run than the next occurrence, and sorts before it', async () => {
    const { start, deploy, clock } = await opened();
    await deploy();
    const ids = [clock.now(), clock.now() + minute].map(async (atMs) =>
      JSON.stringify(await start({ ...shop, occurrence: iso(atMs) })),
    );
    const [first = '', second = ''] = await Promise.all(ids);
    expect(first < second).toBe(true);
  });

  test('that somebody has skipped is on record, refused, and nothing of it runs', async () => {
    const { start, deploy, runs, clock, occurrences, concluded, journal } = await opened();
    await deploy();
    await occurrences.skip(shop, clock.now(), 'ana');
    await start({ ...shop, occurrence: iso(clock.now()) });
    const [run] = await runs.list(1);
    const { conclusion, refusal, plan } = await concluded(run?.runId ?? '');
    expect(refusal).toEqual({ guard: 'skipped', reason: 'this occurrence was skipped by ana' });
    expect(conclusion).toMatchObject({
      hypothesis: 'untested',
      restoration: 'nothing-injected',
      exitCode: 6,
    });
    expect(plan).toBeUndefined();
    expect((await journal.read(run?.runId ?? '')).map(({ kind }) => kind)).toContain('refused');
  });

  test('that comes later than it may is on record as missed', async () => {
    const { start, deploy, runs, clock, concluded } = await opened();
    await deploy();
    const dueMs = clock.now() - 16 * minute;
    await start({ ...shop, occurrence: iso(dueMs) });
    const [run] = await runs.list(1);
    const { refusal, conclusion } = await concluded(run?.runId ?? '');
    expect(refusal?.guard).toBe('late');
    expect(refusal?.reason).toBe(
      `missed: it was due at ${iso(dueMs)}, and nobody started it by ${iso(dueMs + 16 * minute)}`,
    );
    expect(conclusion.restoration).toBe('nothing-injected');
  });

  test('that starts late in its flexible window, when its other window is closed, is refused', async () => {
    const { start, deploy, runs, clock, concluded } = await opened();
    await deploy(anExperiment({ schedule: weekly, guards: { ...anExperiment().guards, window: office } }));
    const dueMs = Date.parse('2026-11-23T13:55:00Z');
    await clock.advance(dueMs + 9 * minute - clock.now());
    await start({ ...shop, occurrence: iso(dueMs) });
    const [run] = await runs.list(1);
    const { refusal, conclusion } = await concluded(run?.runId ?? '');
    expect(refusal).toMatchObject({ guard: 'window', reason: expect.stringContaining('and it is 14:04') });
    expect(conclusion.restoration).toBe('nothing-injected');
  });

  test('that its approval has kept until its window nearly closes is refused in Commit', async () => {
    const { start, deploy, runs, clock, until, concluded, main, entered } = await opened();
    const guards = { ...anExperiment().guards, window: office };
    await deploy(
      anExperiment({ schedule: weekly, guards, approval: { required: true, timeoutMs: 60 * minute } }),
    );
    const dueMs = Date.parse('2026-11-23T13:40:00Z');
    await clock.advance(dueMs - clock.now());
    await start({ ...shop, occurrence: iso(dueMs) });
    const [run] = await runs.list(1);
    const runId = run?.runId ?? '';
    await until(runId, 'awaiting-approval');
    await clock.advance(12 * minute);
    await decideApproval(main.ports, runId, 'approved', 'ben');
    const { refusal, conclusion } = await concluded(runId);
    expect(refusal).toMatchObject({
      guard: 'window',
      reason: expect.stringContaining('closes at 2026-11-23 14:00'),
    });
    expect(entered(runId)).toContain('Commit');
    expect(conclusion).toMatchObject({ restoration: 'nothing-injected', exitCode: 6 });
  });

  test('of a paused schedule starts nothing', async () => {
    const { start, deploy, runs, clock, schedules } = await opened();
    await deploy();
    await schedules.pause(shop, 'ana', clock.now());
    expect(await start({ ...shop, occurrence: iso(clock.now()) })).toEqual({
      paused: { by: 'ana', atMs: clock.now() },
    });
    expect(await runs.list(1)).toEqual([]);
  });

  test('of what is not deployed any more is an error that is seen, and no run', async () => {
    const { start, deploy, runs, clock, schedules, definitions } = await opened();
    await deploy();
    await definitions.remove(shop, versionOf(anExperiment({ schedule: weekly })));
    const occurrence = iso(clock.now());
    await expect(start({ ...shop, occurrence })).rejects.toThrow(NotFound);
    await schedules.remove(shop);
    await expect(start({ ...shop, occurrence })).rejects.toThrow(
      /Experiment one-instance-stops has no schedule/,
    );
    expect(await runs.list(1)).toEqual([]);
  });

  test('whose skipping cannot be read starts nothing', async () => {
    const { main, definitions, schedules, deploy, runs, clock } = await opened();
    await deploy();
    const skippedBy = async () => {
      throw new Error('no table');
    };
    const start = handler({ definitions, schedules, occurrences: { skippedBy } })(main.ports);
    await expect(start({ ...shop, occurrence: iso(clock.now()) })).rejects.toThrow('no table');
    expect(await runs.list(1)).toEqual([]);
  });

  test('of a game day starts that game day', async () => {
    const { start, deployDay, gameDays, clock, when } = await opened();
    await deployDay();
    await start({ kind: 'GameDay', name: 'autumn', occurrence: iso(clock.now()) });
    await when(async () => (await gameDays.list(1))[0]?.state === 'closed');
    const [day] = await gameDays.list(9);
    expect(day?.gameDayId).toMatch(/^day-[0-9a-hjkmnp-tv-z]{26}$/);
    expect(day?.conclusion).toMatchObject({ exitCode: 0, asExpected: true });
  });

  test('of a game day that somebody has skipped is on record, and none of its steps runs', async () => {
    const { start, deployDay, gameDays, runs, clock, when, occurrences } = await opened();
    await deployDay();
    await occurrences.skip({ kind: 'GameDay', name: 'autumn' }, clock.now(), 'ana');
    await start({ kind: 'GameDay', name: 'autumn', occurrence: iso(clock.now()) });
    await when(async () => (await gameDays.list(1))[0]?.state === 'closed');
    const [day] = await gameDays.list(1);
    expect(day?.conclusion?.steps).toMatchObject([
      { skipped: expect.stringContaining('this occurrence was skipped by ana') },
    ]);
    expect(await runs.list(1)).toEqual([]);
  });
});

const event = (type: string, detail: object, resources: readonly string[] = []) => ({
  ...{ version: '0', id: 'c071bfbf-83c4-49ca-a6ff-3df053957145', time: '2026-11-23T10:09:31Z' },
  ...{ 'detail-type': type, source: 'aws.x', account: '111122223333', region: 'eu-central-1' },
  ...{ resources, detail },
});

const events = {
  pipeline: event('CodePipeline Pipeline Execution State Change', {
    ...{ pipeline: 'shop', 'execution-id': '01234567-0123', state: 'SUCCEEDED', version: 3 },
  }),
  codeDeploy: event('CodeDeploy Deployment State-change Notification', {
    ...{ application: 'shop', deploymentId: 'd-123456789', state: 'SUCCESS', deploymentGroup: 'blue' },
  }),
  stack: event('CloudFormation Stack Status Change', {
    'stack-id': 'arn:aws:cloudformation:eu-central-1:111122223333:stack/shop-prod/1b2c3d',
    'status-details': { status: 'UPDATE_COMPLETE', 'status-reason': '' },
  }),
  service: event(
    'ECS Deployment State Change',
    { eventType: 'INFO', eventName: 'SERVICE_DEPLOYMENT_COMPLETED', deploymentId: 'ecs-svc/123' },
    ['arn:aws:ecs:eu-central-1:111122223333:service/shop/web'],
  ),
};

describe('a deployment that has succeeded', () => {
  test.each([
    ['codepipeline:shop', events.pipeline],
    ['codedeploy:shop', events.codeDeploy],
    ['codedeploy:shop/blue', events.codeDeploy],
    ['cloudformation:shop-prod', events.stack],
    ['ecs:shop/web', events.service],
  ])('starts one run of what waits for %s, however often it is told', async (name, told) => {
    const { start, deploy, runs, concluded } = await opened();
    await deploy(anExperiment({ after: ['codepipeline:other', name] }));
    await deploy(anExperiment({ name: 'waits-for-another', after: ['codepipeline:bank'] }));
    await start(told);
    await start(told);
    const [run, ...others] = await runs.list(9);
    expect(others).toEqual([]);
    expect(run).toMatchObject({
      experiment: { name: 'one-instance-stops' },
      trigger: { kind: 'deployment', actor: `deployment of ${name}` },
    });
    await concluded(run?.runId ?? '');
    await start({ ...told, id: 'another-event' });
    expect(await runs.list(9)).toHaveLength(2);
  });

  test('starts game days too, and what cannot be started keeps nothing else from it', async () => {
    const { start, deployDay, definitions, gameDays, main } = await opened();
    await deployDay(aDay({ after: ['codepipeline:shop'] }));
    const gone: Definitions['get'] = async (ref) =>
      ref.kind === 'Experiment' ? undefined : definitions.get(ref);
    const document = anExperiment({ after: ['codepipeline:shop'] });
    await put(definitions, { kind: 'Experiment', document, version: versionOf(document) });
    const { list } = definitions;
    const { schedules, occurrences } = await opened();
    const failing = handler({ definitions: { get: gone, list }, schedules, occurrences })(main.ports);
    await expect(failing(events.pipeline)).rejects.toThrow(NotFound);
    expect(await gameDays.list(9)).toHaveLength(1);
    await start(events.pipeline);
    expect(await gameDays.list(9)).toHaveLength(1);
  });

  test('starts nothing where nobody waits for it', async () => {
    const { start, deploy, runs } = await opened();
    await deploy(anExperiment());
    expect(await start(events.pipeline)).toEqual([]);
    expect(await runs.list(1)).toEqual([]);
  });

  test.each([
    ['that failed', { ...events.pipeline, detail: { pipeline: 'shop', state: 'FAILED' } }],
    ['of another kind', { ...events.pipeline, 'detail-type': 'Something Else' }],
    ['without an id', { ...events.pipeline, id: '' }],
  ])('%s is not one', async (_, told) => {
    const { start } = await opened();
    await expect(start(told)).rejects.toThrow(DocumentInvalid);
  });
});

test.each([
  {},
  null,
  { ...shop },
  { ...shop, occurrence: 'today' },
  { ...shop, kind: 'Run', occurrence: iso(0) },
])('what is no occurrence is refused: %j', async (asked) => {
  const { start } = await opened();
  await expect(start(asked)).rejects.toThrow(DocumentInvalid);
});
