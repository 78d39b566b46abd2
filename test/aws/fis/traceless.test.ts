import { expect, onTestFinished, test } from 'vitest';
import { InjectionRefused, ServiceUnavailable } from '../../../core/errors.ts';
import type { Fault, Targets } from '../../../core/experiment.ts';
import { recordOf } from '../../contracts/record-of.ts';
import { sampleFault } from '../../contracts/samples.ts';
import type { FisEffect } from '../support/fis-effects.ts';
import { fisDriverWorld, othersAt, ownersAt } from '../support/fis-world.ts';
import { startTaggingServer } from '../support/tagging-server.ts';

// Neither EC2 nor RDS is asked: nothing answers there.
const owners = ownersAt('http://127.0.0.1:9');

const arnOf = (resource: string) => `arn:aws:${resource.replace(':', ':eu-west-1:123456789012:')}`;
const tags = { app: 'web', chaos: 'yes' };
const tagged = [
  arnOf('kinesis:stream/orders'),
  arnOf('kinesis:stream/returns'),
  arnOf('ecs:task/shop/1'),
  arnOf('elasticache:replicationgroup:sessions'),
].map((arn) => ({ arn, tags }));

const world = async (action: string, effect: Partial<FisEffect> = {}) => {
  const tagging = await startTaggingServer(tagged);
  onTestFinished(() => tagging.close());
  const hit: string[][] = [];
  const made = await fisDriverWorld(
    { ...owners, others: othersAt(tagging.url) },
    {
      [action]: {
        parameters: ['duration', 'percentage'],
        begin: async (arns) => void hit.push([...arns]),
        lastsMs: () => 120_000,
        ...effect,
      },
    },
  );
  return { ...made, hit };
};

const throttled = 'aws:kinesis:stream-provisioned-throughput-exception';
const stopTask = 'aws:ecs:stop-task';
const parameters = { duration: 'PT2M', percentage: '50' };

const faultOn = (action: string, targets: Partial<Targets>, given: Fault['parameters'] = {}): Fault => {
  const fault = sampleFault(action, given);
  return { ...fault, targets: { ...fault.targets, ...targets } };
};

const onStreams = faultOn(throttled, { resourceType: 'aws:kinesis:stream' }, parameters);
const onTasks = faultOn(stopTask, { resourceType: 'aws:ecs:task' });

test('what its targets do not show is there when FIS says so, and over when FIS says so, in those words', async () => {
  const { driver, clock, hit } = await world(throttled);
  const record = await recordOf(driver, onStreams, clock.now());
  expect(await driver.evidence(record)).toMatchObject({ present: 'no', level: 1 });
  expect(await driver.verify(record)).toMatchObject({ restored: true });

  await driver.inject(record);
  expect(hit).toEqual([[arnOf('kinesis:stream/orders'), arnOf('kinesis:stream/returns')]]);
  expect(await driver.evidence(record)).toMatchObject({
    present: 'yes',
    level: 1,
    seen: expect.stringContaining('FIS says'),
  });
  expect(await driver.verify(record)).toMatchObject({ restored: false, drifted: false });

  expect(await driver.undo(record)).toEqual({ outcome: 'accepted' });
  expect(await driver.verify(record)).toMatchObject({
    restored: true,
    seen: expect.stringMatching(/^confirmed by FIS only: experiment EXP\S+ is stopped, fault-1 stopped$/),
  });
  expect(await driver.evidence(record)).toMatchObject({ present: 'no' });
  expect(await driver.residue(record.runId)).toHaveLength(0);
});

test('its images say what the fault is, and differ', async () => {
  const { driver, clock } = await world(throttled);

  const { before, after } = await recordOf(driver, onStreams, clock.now());

  expect(before[arnOf('kinesis:stream/orders')]).toEqual({ fault: 'none' });
  expect(after[arnOf('kinesis:stream/orders')]).toEqual({ fault: 'requests exceed the throughput' });
});

test('what has ended by itself is over, and leaves nothing to undo', async () => {
  const { driver, clock } = await world(throttled);
  const record = await recordOf(driver, onStreams, clock.now());
  await driver.inject(record);
  await clock.sleep(130_000);

  expect(await driver.verify(record)).toMatchObject({ restored: true });
  expect(await driver.undo(record)).toMatchObject({ outcome: 'nothing-to-undo' });
  // It has been there: FIS has run it to its end.
  expect(await driver.evidence(record)).toMatchObject({ present: 'yes', level: 1 });
});

test('of an action that failed once it had begun nobody knows, so that its time has to be over', async () => {
  const { driver, clock, server } = await world(throttled);
  const record = await recordOf(driver, onStreams, clock.now());
  server.mood.fails = { reason: 'AccessDenied', begun: true };
  await expect(driver.inject(record)).rejects.not.toThrow(InjectionRefused);

  expect(await driver.evidence(record)).toMatchObject({ present: 'no' });
  expect(await driver.verify(record)).toMatchObject({
    restored: false,
    drifted: false,
    seen: expect.stringContaining('fault-1 failed; whether it was cleaned up after is not known'),
  });

  await clock.sleep(record.durationMs + 1_000);
  expect(await driver.verify(record)).toMatchObject({
    restored: true,
    seen: expect.stringContaining('confirmed by FIS only'),
  });
});

test('an experiment that FIS cannot end is not over', async () => {
  const { driver, clock, server } = await world(throttled);
  const record = await recordOf(driver, onStreams, clock.now());
  await driver.inject(record);
  server.mood.stuck = true;

  await expect(driver.undo(record)).rejects.toThrow(ServiceUnavailable);
  expect(await driver.verify(record)).toMatchObject({ restored: false, drifted: false });
});

test('an experiment that FIS has started and does not list is not over', async () => {
  const { driver, clock } = await world(throttled);
  const record = await recordOf(driver, onStreams, clock.now());

  expect(await driver.verify(record)).toMatchObject({ restored: true });
  expect(await driver.verify({ ...record, injectedAtMs: clock.now() })).toMatchObject({ restored: false });
});

test('what cannot be undone has nothing to undo, and says who shows that it was made good for', async () => {
  const { driver, clock, hit } = await world(stopTask, { lastsMs: () => 0 });
  const record = await recordOf(driver, onTasks, clock.now());

  await driver.inject(record);

  expect(hit).toEqual([[arnOf('ecs:task/shop/1')]]);
  expect(record.targets[0]).toMatchObject({ label: 'shop/1', containers: [arnOf('ecs:cluster/shop')] });
  expect(await driver.evidence(record)).toMatchObject({ present: 'yes', level: 1 });
  expect(await driver.undo(record)).toEqual({ outcome: 'nothing-to-undo' });
  expect(await driver.verify(record)).toMatchObject({
    restored: true,
    seen: expect.stringContaining('only the steady state shows'),
  });
});

test('FIS is told which zone of a replication group is meant, beside its ARN', async () => {
  const action = 'aws:elasticache:replicationgroup-interrupt-az-power';
  const { driver, clock, server } = await world(action);
  const zone = { availabilityZoneIdentifier: 'eu-west-1b' };
  const targets = { resourceType: 'aws:elasticache:replicationgroup', parameters: zone };
  const record = await recordOf(driver, faultOn(action, targets, { duration: 'PT2M' }), clock.now());

  await driver.inject(record);

  expect(record.targets[0]).toMatchObject({ label: 'sessions (eu-west-1b)', zone: 'eu-west-1b' });
  const [template] = server.templates.values();
  expect(template?.targets).toEqual({
    'fault-1': {
      resourceType: 'aws:elasticache:replicationgroup',
      resourceArns: [arnOf('elasticache:replicationgroup:sessions')],
      parameters: zone,
      selectionMode: 'ALL',
    },
  });
});
