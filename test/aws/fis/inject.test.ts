import { expect, test } from 'vitest';
import { fisInject } from '../../../adapters/fis/inject.ts';
import { Fenced, InjectionRefused, ServiceUnavailable, WrongAsAsked } from '../../../core/errors.ts';
import type { FisEffect } from '../support/fis-effects.ts';
import { instanceArn, stoppingRecord } from '../support/fis-record.ts';
import { fisDriverWorld, ownersAt, templateSettings } from '../support/fis-world.ts';

// Nothing answers there: injecting asks FIS and nobody else.
const owners = ownersAt('http://127.0.0.1:9');

const world = async (effect: Partial<FisEffect> = {}) => {
  const hit: string[][] = [];
  const made = await fisDriverWorld(owners, {
    'aws:ec2:stop-instances': {
      parameters: ['startInstancesAfterDuration'],
      begin: async (arns) => void hit.push([...arns]),
      lastsMs: () => 0,
      ...effect,
    },
  });
  return { ...made, hit };
};

const startsOf = ({ server }: Awaited<ReturnType<typeof world>>) =>
  server.requests.filter(({ method, path }) => method === 'POST' && path === '/experiments');

test('template and experiment carry run, fault and stage, and tokens that a repeat has too', async () => {
  const { driver, server, alarms } = await world();
  alarms.push('arn:aws:cloudwatch:eu-west-1:123456789012:alarm:errors');

  await driver.inject(stoppingRecord(1, { ordinal: 3, token: 'run-1/3' }));

  const tags = { 'firedrill:run': 'run-1', 'firedrill:fault': '3', 'firedrill:stage': 'test' };
  const [template] = server.templates.values();
  expect(template).toMatchObject({
    tags,
    clientToken: 'firedrill/run-1/3/template',
    stopConditions: [{ source: 'aws:cloudwatch:alarm', value: alarms[0] }],
  });
  const [experiment] = server.experiments.values();
  expect(experiment).toMatchObject({ tags, clientToken: 'firedrill/run-1/3/start' });
});

test('waits until the actions run, on the clock it was given', async () => {
  const { driver, clock, hit } = await world({ lastsMs: () => 600_000 });
  const beganMs = clock.now();

  await driver.inject(stoppingRecord(7));

  expect(hit.flat()).toHaveLength(7);
  expect(clock.now() - beganMs).toBeLessThanOrEqual(3_000);
});

test('returns within its budget when FIS takes its time; the proof comes later', async () => {
  const w = await world();
  // Read again and again, it never gets anywhere.
  w.server.mood.stuck = true;
  const beganMs = w.clock.now();

  await w.driver.inject(stoppingRecord(1));

  expect(w.clock.now() - beganMs).toBeLessThanOrEqual(21_000);
  expect(w.hit).toEqual([]);
});

test.for([
  ['no target is found', { empty: true }, 'empty set'],
  ['every action is skipped', { skip: true }, 'skipped'],
  ['it fails before its actions begin', { fails: { reason: 'no role', begun: false } }, 'no role'],
  ['the safety lever is engaged', { lever: 'engaged' }, 'cancelled'],
] as const)('is refused for certain when %s, and leaves nothing behind', async ([, mood, reason]) => {
  const w = await world();
  Object.assign(w.server.mood, mood);

  const failure = await w.driver.inject(stoppingRecord(1)).catch((error: unknown) => error);

  expect(failure).toBeInstanceOf(InjectionRefused);
  expect(String(failure)).toContain(reason);
  expect(w.hit).toEqual([]);
  expect(await w.driver.residue('run-1')).toEqual([]);
});

test('an action that failed once it had begun is no certain refusal: its undo must come', async () => {
  const w = await world();
  w.server.mood.fails = { reason: 'AccessDenied', begun: true };

  const failure = await w.driver.inject(stoppingRecord(1)).catch((error: unknown) => error);

  expect(failure).toBeInstanceOf(WrongAsAsked);
  expect(failure).not.toBeInstanceOf(InjectionRefused);
  expect(String(failure)).toContain('AccessDenied');
});

test('an experiment that chose what is not in the plan is stopped at once', async () => {
  const w = await world({ lastsMs: () => 600_000 });
  w.server.mood.extraTargets = [instanceArn(99)];

  const failure = await w.driver.inject(stoppingRecord(1)).catch((error: unknown) => error);

  expect(failure).toBeInstanceOf(WrongAsAsked);
  expect(failure).not.toBeInstanceOf(InjectionRefused);
  expect(String(failure)).toContain(instanceArn(99));
  expect([...w.server.experiments.values()][0]?.state.status).toBe('stopping');
  expect([...w.server.templates]).toEqual([]);
});

test.for([
  ['its id', (arn: string) => ({ instanceId: arn.slice(arn.lastIndexOf('/') + 1), account: '123456789012' })],
  ['its ARN under another name', (arn: string) => ({ resourceArn: arn })],
] as const)('what FIS tells by %s is known as well', async ([, tellBy]) => {
  const w = await world({ lastsMs: () => 600_000 });
  w.server.mood.tellBy = tellBy;

  await w.driver.inject(stoppingRecord(7));

  expect(w.hit.flat()).toHaveLength(7);
});

test('what FIS tells in no way that the plan knows is not in the plan', async () => {
  const w = await world({ lastsMs: () => 600_000 });
  w.server.mood.tellBy = () => ({ account: '123456789012' });

  await expect(w.driver.inject(stoppingRecord(1))).rejects.toThrow(/not in the plan/);
});

test('what is chosen is compared to the end of the list', async () => {
  const w = await world({ lastsMs: () => 600_000 });
  // Two go on a page.
  w.server.mood.extraTargets = [instanceArn(0), instanceArn(0), instanceArn(0), instanceArn(98)];

  await expect(w.driver.inject(stoppingRecord(1))).rejects.toThrow(instanceArn(98));
});

test('a fault whose targets were all as it makes them is refused without asking FIS', async () => {
  const w = await world();
  const before = { [instanceArn(0)]: { state: 'stopped' } };

  await expect(w.driver.inject(stoppingRecord(1, { before }))).rejects.toThrow(InjectionRefused);
  expect(w.server.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
});

test.for([
  ['POST /experimentTemplates', { status: 503, type: 'ServiceUnavailable' }],
  ['POST /experimentTemplates', { status: 429, type: 'ThrottlingException' }],
  ['POST /experiments', { status: 503, type: 'ServiceUnavailable' }],
  ['POST /experiments', { status: 429, type: 'ThrottlingException' }],
  ['GET /experiments', { status: 429, type: 'ThrottlingException' }],
] as const)('%s is asked again after %o', async ([on, answer]) => {
  const w = await world();
  w.server.troubles.push({ on, times: 1, answer });

  await w.driver.inject(stoppingRecord(1));

  expect(w.hit).toHaveLength(1);
});

test.for(['POST /experimentTemplates', 'POST /experiments'])(
  'is one fault when the answer to %s is lost',
  async (on) => {
    const w = await world();
    w.server.troubles.push({ on, times: 1, answer: 'lost' });

    await w.driver.inject(stoppingRecord(1));

    expect(w.hit).toHaveLength(1);
    expect(w.server.templates.size).toBe(1);
    expect(w.server.experiments.size).toBe(1);
  },
);

test('of a start that was lost for good it is not certain that nothing happened', async () => {
  const w = await world();
  w.server.troubles.push({
    on: 'POST /experiments',
    times: 3,
    answer: { status: 503, type: 'ServiceUnavailable' },
  });

  await expect(w.driver.inject(stoppingRecord(1))).rejects.toThrow(ServiceUnavailable);
});

test('a refusal after a lost answer is not believed: the experiment that was started is found by its tags', async () => {
  const w = await world();
  w.server.troubles.push(
    { on: 'POST /experiments', times: 1, answer: 'lost' },
    { on: 'POST /experiments', times: 1, answer: { status: 402, type: 'ServiceQuotaExceededException' } },
  );

  await w.driver.inject(stoppingRecord(1));

  expect(w.hit).toHaveLength(1);
});

test('a refusal after doubt is doubt', async () => {
  const w = await world();
  w.server.troubles.push(
    { on: 'POST /experiments', times: 1, answer: { status: 503, type: 'ServiceUnavailable' } },
    { on: 'POST /experiments', times: 1, answer: { status: 400, type: 'ValidationException' } },
  );

  await expect(w.driver.inject(stoppingRecord(1))).rejects.toThrow(ServiceUnavailable);
});

test.for([
  ['POST /experimentTemplates', 400, 'ValidationException'],
  ['POST /experimentTemplates', 402, 'ServiceQuotaExceededException'],
  ['POST /experimentTemplates', 409, 'ConflictException'],
  ['POST /experiments', 402, 'ServiceQuotaExceededException'],
  ['POST /experiments', 403, 'AccessDeniedException'],
] as const)('%s answered %i %s is a certain refusal', async ([on, status, type]) => {
  const w = await world();
  w.server.troubles.push({ on, times: 1, answer: { status, type } });

  await expect(w.driver.inject(stoppingRecord(1))).rejects.toThrow(InjectionRefused);
  expect(await w.driver.residue('run-1')).toEqual([]);
});

test('a template that somebody has deleted before the start is a fence', async () => {
  const w = await world();
  w.server.troubles.push({
    on: 'POST /experiments',
    times: 1,
    answer: { status: 404, type: 'ResourceNotFoundException' },
  });

  await expect(w.driver.inject(stoppingRecord(1))).rejects.toThrow(Fenced);
});

test('a refusal stays one when its template cannot be deleted either', async () => {
  const w = await world();
  w.server.troubles.push(
    { on: 'POST /experiments', times: 1, answer: { status: 402, type: 'ServiceQuotaExceededException' } },
    { on: 'DELETE /experimentTemplates', times: 3, answer: { status: 503, type: 'ServiceUnavailable' } },
  );

  await expect(w.driver.inject(stoppingRecord(1))).rejects.toThrow(InjectionRefused);
  expect(await w.driver.residue('run-1')).toHaveLength(1);
});

test('a run that cannot be read starts nothing, and its template is gone', async () => {
  const w = await world();
  const inject = fisInject({
    ...w,
    settings: templateSettings,
    stopAlarms: async () => [],
    mayInject: async () => {
      throw new ServiceUnavailable('the table does not answer');
    },
  });

  await expect(inject.inject(stoppingRecord(1))).rejects.toThrow('the table does not answer');
  expect(startsOf(w)).toEqual([]);
  expect(w.server.templates.size).toBe(0);
});

test('a run whose reverting has begun starts nothing, and its template is gone', async () => {
  const w = await world();
  w.reverting.add('run-1');

  await expect(w.driver.inject(stoppingRecord(1))).rejects.toThrow(Fenced);
  expect(startsOf(w)).toEqual([]);
  expect(w.server.templates.size).toBe(0);
});

test('another process that sends the same fault finds the experiment, and starts none', async () => {
  const w = await world({ lastsMs: () => 600_000 });
  await w.driver.inject(stoppingRecord(1));
  const [template] = w.server.templates.keys();
  const { driver } = w;

  await driver.inject(stoppingRecord(1));

  expect(startsOf(w)).toHaveLength(1);
  expect([...w.server.templates.keys()]).toEqual([template]);
});

test('faults of one run do not take each other for themselves', async () => {
  const w = await world({ lastsMs: () => 600_000 });
  await w.driver.inject(stoppingRecord(1));
  await w.driver.inject(stoppingRecord(1, { ordinal: 1, token: 'run-1/1' }));

  expect(startsOf(w)).toHaveLength(2);
});

test('a preview of a fault is not taken for the fault', async () => {
  const w = await world({ lastsMs: () => 600_000 });
  await w.driver.inject(stoppingRecord(1, { runId: 'run-2', token: 'run-2/0' }));
  const [other] = w.server.experiments.values();
  Object.assign(other?.tags ?? {}, { 'firedrill:run': undefined, 'firedrill:preview': 'run-1' });

  await w.driver.inject(stoppingRecord(1));

  expect(startsOf(w)).toHaveLength(2);
});
