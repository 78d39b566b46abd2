import { randomUUID } from 'node:crypto';
import {
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeInstancesCommand,
  DescribeVpcsCommand,
  RunInstancesCommand,
  StartInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import { DeleteExperimentTemplateCommand } from '@aws-sdk/client-fis';
import { beforeAll, expect, inject, test } from 'vitest';
import { sweep } from '../../../adapters/fis/fence.ts';
import { fisUndo } from '../../../adapters/fis/undo.ts';
import { ServiceUnavailable } from '../../../core/errors.ts';
import type { Fault } from '../../../core/experiment.ts';
import { recordOf } from '../../contracts/record-of.ts';
import { sampleFault } from '../../contracts/samples.ts';
import { ec2Effects, type FisEffect, replaceAcl } from '../support/fis-effects.ts';
import { fisAt, fisDriverWorld, ownersAt } from '../support/fis-world.ts';

const owners = ownersAt(inject('moto'));
const { ec2 } = owners;
const real = ec2Effects(ec2);

// Moto reads its EC2 when it is first asked; a call that makes something would be made twice meanwhile.
beforeAll(async () => void (await ec2.send(new DescribeVpcsCommand({}))));

const idOf = (arn = '') => arn.slice(arn.lastIndexOf('/') + 1);

const stop = 'aws:ec2:stop-instances';

/** Two instances that run, and a fault that stops both. */
const stopTwo = async (parameters: Fault['parameters'] = {}, effect: Partial<FisEffect> = {}) => {
  const tags = { drill: randomUUID() };
  const Tags = [{ Key: 'drill', Value: tags.drill }];
  const TagSpecifications = [{ ResourceType: 'instance' as const, Tags }];
  await ec2.send(
    new RunInstancesCommand({ ImageId: 'ami-12c6146b', MinCount: 2, MaxCount: 2, TagSpecifications }),
  );
  const usual = real[stop];
  if (usual === undefined) throw new Error('no effect');
  const world = await fisDriverWorld(owners, { [stop]: { ...usual, ...effect } });
  const fault = sampleFault(stop, parameters);
  const record = await recordOf(
    world.driver,
    { ...fault, targets: { ...fault.targets, tags } },
    world.clock.now(),
  );
  const states = async () => {
    const InstanceIds = record.targets.map(({ arn }) => idOf(arn));
    const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ InstanceIds }));
    return Reservations.flatMap(({ Instances = [] }) => Instances.map(({ State }) => State?.Name));
  };
  return { ...world, record, states };
};

test('another process undoes it with nothing but the record: delete first, then list, then stop', async () => {
  const { driver, server, clock, record, states } = await stopTwo({ startInstancesAfterDuration: 'PT5M' });
  await driver.inject(record);
  server.requests.length = 0;

  const other = fisUndo({ ...ownersAt(inject('moto')), fis: fisAt(server.url), clock });

  expect(await other.undo(structuredClone(record))).toEqual({ outcome: 'accepted' });
  const kinds = server.requests.map(({ method, path }) => `${method} ${path.split(/[/?]/)[1]}`);
  expect(kinds.indexOf('DELETE experimentTemplates')).toBeGreaterThan(-1);
  expect(kinds.indexOf('DELETE experimentTemplates')).toBeLessThan(kinds.indexOf('GET experiments'));
  expect(kinds.indexOf('GET experiments')).toBeLessThan(kinds.indexOf('DELETE experiments'));
  expect(new Set(await states())).toEqual(new Set(['running']));
});

test('a run is swept by its tags, by whoever comes by, and nothing of another run is touched', async () => {
  const { driver, server, record } = await stopTwo({ startInstancesAfterDuration: 'PT5M' });
  await driver.inject(record);
  await driver.inject({ ...record, ordinal: 1, token: 'run-1/1' });
  await driver.inject({ ...record, runId: 'run-10', token: 'run-10/0' });

  const swept = await sweep(fisAt(server.url), 'run-1');

  expect(swept.templates).toHaveLength(2);
  expect(swept.experiments).toHaveLength(2);
  expect([...server.experiments.values()].map(({ state }) => state.status)).toEqual([
    'stopping',
    'stopping',
    'running',
  ]);
  expect(await driver.residue('run-10')).toHaveLength(2);
  expect((await sweep(fisAt(server.url), 'run-1')).templates).toEqual([]);
});

test('experiments whose templates are gone are found by their tags, on whatever page of the list', async () => {
  const { driver, fis, server, record } = await stopTwo({ startInstancesAfterDuration: 'PT5M' });
  // Two go on a page.
  for (const n of [2, 3, 4]) await driver.inject({ ...record, runId: `run-${n}`, token: `run-${n}/0` });
  await driver.inject(record);
  for (const id of server.templates.keys()) await fis.send(new DeleteExperimentTemplateCommand({ id }));

  expect((await sweep(fis, record.runId)).experiments).toHaveLength(1);

  expect([...server.experiments.values()].map(({ state }) => state.status)).toEqual([
    'running',
    'running',
    'running',
    'stopping',
  ]);
});

test('a fault on two instances of which one is back is present in part', async () => {
  const { driver, record } = await stopTwo();
  await driver.inject(record);
  await ec2.send(new StartInstancesCommand({ InstanceIds: [idOf(record.targets[0]?.arn)] }));

  expect(await driver.evidence(record)).toMatchObject({ present: 'partly', level: 2 });
});

test('the experiments of the run are stopped before the long list of all experiments is read', async () => {
  const { driver, server, record } = await stopTwo({ startInstancesAfterDuration: 'PT5M' });
  await driver.inject(record);
  server.requests.length = 0;

  await driver.fence(record.runId);

  const all = server.requests.findIndex(({ path }) =>
    /^\/experiments\?(?!.*experimentTemplateId)/.test(path),
  );
  const stopped = server.requests.findIndex(
    ({ method, path }) => method === 'DELETE' && path.startsWith('/experiments/'),
  );
  expect(stopped).toBeGreaterThan(-1);
  expect(all).toBeGreaterThan(stopped);
});

test('an undo of one fault leaves the other faults of its run alone', async () => {
  const { driver, server, record } = await stopTwo({ startInstancesAfterDuration: 'PT5M' });
  await driver.inject(record);
  await driver.inject({ ...record, ordinal: 1, token: 'run-1/1' });

  await driver.undo({ ...record, ordinal: 1, token: 'run-1/1' });

  expect([...server.experiments.values()].map(({ state }) => state.status)).toEqual(['running', 'stopped']);
});

test('an experiment that somebody started from our template, without our tags, is stopped as well', async () => {
  const { driver, server, record } = await stopTwo({ startInstancesAfterDuration: 'PT5M' });
  await driver.inject(record);
  const [experiment] = server.experiments.values();
  Object.assign(experiment ?? {}, { tags: {} });

  await driver.fence(record.runId);

  expect(experiment?.state.status).toBe('stopping');
});

test('instances that FIS cannot start again, because one has ended, are started by us', async () => {
  const { driver, record, states } = await stopTwo({ startInstancesAfterDuration: 'PT5M' });
  await driver.inject(record);
  await ec2.send(new TerminateInstancesCommand({ InstanceIds: [idOf(record.targets[0]?.arn)] }));

  expect(await driver.undo(record)).toMatchObject({ outcome: 'drifted' });
  expect((await states()).sort()).toEqual(['running', 'terminated']);
});

test('instances are started also when FIS does not answer; the undo is not accepted, and is tried again', async () => {
  const { driver, server, record, states } = await stopTwo();
  await driver.inject(record);
  server.troubles.push({
    on: 'GET /experimentTemplates',
    times: 3,
    answer: { status: 503, type: 'ServiceUnavailable' },
  });

  await expect(driver.undo(record)).rejects.toThrow(ServiceUnavailable);

  expect(await states()).toEqual(['running', 'running']);
  expect(await driver.undo(record)).toMatchObject({ outcome: 'nothing-to-undo' });
});

test('an experiment that had ended before it was asked to is reported with when and how', async () => {
  const { driver, record } = await stopTwo({ startInstancesAfterDuration: 'PT5M' });
  await driver.inject(record);
  expect(await driver.undo(record)).toEqual({ outcome: 'accepted' });
  expect(await driver.undo(record)).toMatchObject({
    ended: { atMs: expect.any(Number), how: expect.stringContaining('is stopped') },
  });
});

test('an undo is not accepted while FIS has not ended the experiment', async () => {
  const { driver, server, clock, record } = await stopTwo({ startInstancesAfterDuration: 'PT5M' });
  await driver.inject(record);
  server.mood.stuck = true;
  const beganMs = clock.now();

  await expect(driver.undo(record)).rejects.toThrow(/is stopping/);

  expect(clock.now() - beganMs).toBeLessThanOrEqual(16_000);
  expect(await driver.residue(record.runId)).toEqual([
    { what: expect.stringContaining('stopping'), where: 'FIS' },
  ]);
});

test('one template that cannot be deleted does not keep the experiments from being stopped', async () => {
  const { driver, server, record } = await stopTwo({ startInstancesAfterDuration: 'PT5M' });
  await driver.inject(record);
  server.troubles.push({
    on: 'DELETE /experimentTemplates',
    times: 3,
    answer: { status: 503, type: 'ServiceUnavailable' },
  });

  await expect(driver.fence(record.runId)).rejects.toThrow(ServiceUnavailable);

  expect([...server.experiments.values()][0]?.state.status).toBe('stopping');
});

const disrupt = 'aws:network:disrupt-connectivity';

/** A subnet, and a fault that cuts it off. */
const cutOne = async (effect: Partial<FisEffect> = {}) => {
  const tags = { drill: randomUUID() };
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const Tags = [{ Key: 'drill', Value: tags.drill }];
  await ec2.send(
    new CreateSubnetCommand({
      VpcId: Vpc?.VpcId,
      CidrBlock: '10.0.1.0/24',
      TagSpecifications: [{ ResourceType: 'subnet', Tags }],
    }),
  );
  const usual = real[disrupt];
  if (usual === undefined) throw new Error('no effect');
  const world = await fisDriverWorld(owners, { [disrupt]: { ...usual, ...effect } });
  const fault = sampleFault(disrupt, { scope: 'all', duration: 'PT2M' });
  const targets = { ...fault.targets, resourceType: 'aws:ec2:subnet', tags };
  return { ...world, record: await recordOf(world.driver, { ...fault, targets }, world.clock.now()) };
};

const forgets = {
  end: async () => {
    throw new Error('UnauthorizedOperation');
  },
};

test('a subnet that FIS did not give its network ACL back gets it from us, and is residue until then', async () => {
  const { driver, record } = await cutOne(forgets);
  await driver.inject(record);
  await driver.fence(record.runId);
  await expect
    .poll(async () => (await driver.residue(record.runId)).map(({ what }) => what))
    .toContainEqual(expect.stringContaining('made by FIS'));

  expect(await driver.undo(record)).toEqual({ outcome: 'accepted' });

  expect(await driver.verify(record)).toMatchObject({ restored: true });
  expect(await driver.residue(record.runId)).toEqual([]);
});

test('a network ACL that somebody else has put there in the meantime stays', async () => {
  const { driver, record } = await cutOne(forgets);
  await driver.inject(record);
  await replaceAcl(ec2, idOf(record.targets[0]?.arn), []);

  expect(await driver.undo(record)).toMatchObject({ outcome: 'drifted' });
  expect(await driver.verify(record)).toMatchObject({ restored: false, drifted: true });
});
