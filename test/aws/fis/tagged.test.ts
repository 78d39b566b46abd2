import { expect, onTestFinished, test } from 'vitest';
import { fisDriver } from '../../../adapters/fis/driver.ts';
import { fisResolve } from '../../../adapters/fis/resolve.ts';
import { templateOf } from '../../../adapters/fis/template.ts';
import { WrongAsAsked } from '../../../core/errors.ts';
import type { Fault, Targets } from '../../../core/experiment.ts';
import { sampleFault } from '../../contracts/samples.ts';
import { stoppingRecord } from '../support/fis-record.ts';
import { othersAt, ownersAt, templateSettings } from '../support/fis-world.ts';
import { startJsonServer } from '../support/json-server.ts';
import { startTaggingServer, type TaggedOne } from '../support/tagging-server.ts';

const arnOf = (resource: string) => `arn:aws:${resource.replace(':', ':eu-west-1:123456789012:')}`;
const bucketArn = (name: string) => `arn:aws:s3:::${name}`;
const tags = { app: 'web', chaos: 'yes' };
const dead = ownersAt('http://127.0.0.1:9');

const faultOn = (action: string, given: Partial<Targets> = {}): Fault => {
  const { targets, ...fault } = sampleFault(action);
  const { tags: _, ...sample } = targets;
  const resourceType = fisDriver.facts(action)?.resourceType ?? '';
  return { ...fault, targets: { ...sample, resourceType, ...given } };
};

const resolving = async (resources: readonly TaggedOne[], others = dead.others) => {
  const tagging = await startTaggingServer(resources);
  onTestFinished(() => tagging.close());
  const { tagging: client } = othersAt(tagging.url);
  return fisResolve({ ...dead, others: { ...others, tagging: client } }).resolve;
};

test.for([
  ['aws:dynamodb:global-table-pause-replication', arnOf('dynamodb:table/orders'), 'orders'],
  ['aws:kinesis:stream-expired-iterator-exception', arnOf('kinesis:stream/orders'), 'orders'],
  ['aws:dsql:cluster-connection-failure', arnOf('dsql:cluster/abc'), 'abc'],
  ['aws:directconnect:virtual-interface-disconnect', arnOf('directconnect:dxvif/dxvif-1'), 'dxvif-1'],
  [
    'aws:memorydb:multi-region-cluster-pause-replication',
    'arn:aws:memorydb::123456789012:multiregioncluster/shop',
    'shop',
  ],
  ['aws:ecs:stop-task', arnOf('ecs:task/shop/1'), 'shop/1'],
] as const)('targets of %s are found by tag and by ARN', async ([action, arn, label]) => {
  const resolve = await resolving([{ arn, tags }]);

  const found = await resolve(faultOn(action, { tags }));

  expect(found).toMatchObject([{ arn, label, tags }]);
  expect(await resolve(faultOn(action, { arns: [arn] }))).toEqual(found);
  expect(await resolve(faultOn(action, { tags: { app: 'other' } }))).toEqual([]);
});

test('what is found by tags alone cannot be filtered, and the refusal says so', async () => {
  const resolve = await resolving([{ arn: arnOf('kinesis:stream/orders'), tags }]);
  const filters = [{ path: 'StreamStatus', values: ['ACTIVE'] }];

  const failure = await resolve(
    faultOn('aws:kinesis:stream-expired-iterator-exception', { tags, filters }),
  ).catch((error: unknown) => error);

  expect(failure).toBeInstanceOf(WrongAsAsked);
  expect(String(failure)).toContain('only ARN and tags are known here');
  expect(String(failure)).toContain('StreamStatus');
});

test('tasks are found by cluster and service, as ECS tags them', async () => {
  const task = (place: string, service?: string) => ({
    arn: arnOf(`ecs:task/${place}`),
    tags: { ...tags, 'aws:ecs:clusterName': 'shop', ...(service && { 'aws:ecs:serviceName': service }) },
  });
  const resolve = await resolving([
    task('shop/1', 'web'),
    task('shop/2', 'orders'),
    task('shop/3'),
    task('other/4', 'web'),
  ]);
  const labels = async (parameters: Readonly<Record<string, string>>) =>
    (await resolve(faultOn('aws:ecs:stop-task', { tags, parameters }))).map(({ label }) => label).sort();

  expect(await labels({ cluster: 'shop', service: 'web' })).toEqual(['shop/1']);
  expect(await labels({ cluster: arnOf('ecs:cluster/shop') })).toEqual(['shop/1', 'shop/2', 'shop/3']);
  expect(await labels({ service: 'web' })).toEqual(['other/4', 'shop/1']);
});

test('a task that does not say its service is not taken for one of another', async () => {
  const resolve = await resolving([{ arn: arnOf('ecs:task/shop/1'), tags }]);

  await expect(
    resolve(faultOn('aws:ecs:stop-task', { tags, parameters: { service: 'web' } })),
  ).rejects.toThrow('enableECSManagedTags');
});

test('a replication group is nothing without the zone whose nodes are meant', async () => {
  const resolve = await resolving([{ arn: arnOf('elasticache:replicationgroup:sessions'), tags }]);

  await expect(
    resolve(faultOn('aws:elasticache:replicationgroup-interrupt-az-power', { tags })),
  ).rejects.toThrow('need the parameter availabilityZoneIdentifier');
});

test('a shift is of load balancers, clusters and groups', async () => {
  const balancer = arnOf('elasticloadbalancing:loadbalancer/app/shop/50dc6c495c0c9188');
  const resolve = await resolving([
    { arn: balancer, tags },
    { arn: arnOf('eks:cluster/shop'), tags },
  ]);
  const shift = 'aws:arc:start-zonal-autoshift';

  expect(await resolve(faultOn(shift, { arns: [balancer] }))).toMatchObject([{ label: 'shop' }]);
});

const pause = 'aws:s3:bucket-pause-replication';

test('buckets are given to FIS by the tags that they share, which no other bucket may carry', async () => {
  const own = [
    { arn: bucketArn('a'), tags: { ...tags, name: 'a', 'aws:cloudformation:stack-name': 's' } },
    { arn: bucketArn('b'), tags: { ...tags, name: 'b', 'aws:cloudformation:stack-name': 's' } },
  ];
  const resolve = await resolving(own);

  const found = await resolve(faultOn(pause, { tags }));

  expect(found.map(({ label }) => label)).toEqual(['a', 'b']);
  const record = stoppingRecord(0, { action: pause, targets: found, before: {} });
  expect(templateOf(record, templateSettings).targets).toEqual({
    'fault-1': { resourceType: 'aws:s3:bucket', resourceTags: tags, selectionMode: 'ALL' },
  });
  await expect(resolve(faultOn(pause, { arns: [bucketArn('a')] }))).resolves.toHaveLength(1);
});

test.for([
  ['some of them are chosen', { select: { mode: 'COUNT', count: 1 } }, 'has to be ALL'],
  ['another bucket carries the same tags', { arns: [bucketArn('a')] }, 'b carries the same ones'],
] as const)('buckets are refused when %s', async ([, targets, words]) => {
  const resolve = await resolving([
    { arn: bucketArn('a'), tags },
    { arn: bucketArn('b'), tags },
  ]);

  await expect(resolve(faultOn(pause, { tags, ...targets }))).rejects.toThrow(words);
});

const layer = { Arn: 'arn:aws:lambda:eu-west-1:211125607513:layer:aws-fis-extension-x86_64:9' };
const Variables = {
  AWS_FIS_CONFIGURATION_LOCATION: 'arn:aws:s3:::faults/',
  AWS_LAMBDA_EXEC_WRAPPER: '/opt/aws-fis/bootstrap',
};

test.for([
  ['with the extension and its settings', { Layers: [layer], Environment: { Variables } }, undefined],
  ['without the extension', { Environment: { Variables } }, 'none with the FIS extension'],
  ['that is an image with its settings', { PackageType: 'Image', Environment: { Variables } }, undefined],
  ['without its wrapper', { Layers: [layer] }, 'no AWS_FIS_CONFIGURATION_LOCATION'],
] as const)('a function %s', async ([, configuration, words]) => {
  const arn = arnOf('lambda:function:orders');
  const lambda = await startJsonServer({
    [`GET /2015-03-31/functions/${encodeURIComponent(arn)}/configuration`]: () => configuration,
  });
  onTestFinished(() => lambda.close());
  const resolve = await resolving([{ arn, tags }], { ...dead.others, lambda: othersAt(lambda.url).lambda });

  const found = resolve(faultOn('aws:lambda:invocation-error', { tags }));

  if (words === undefined) expect(await found).toMatchObject([{ arn, label: 'orders' }]);
  else await expect(found).rejects.toThrow(words);
});

test('who was given no client of a service says so, and finds nothing that is not there', async () => {
  const { ec2, rds, autoScaling } = dead;

  await expect(
    fisResolve({ ec2, rds, autoScaling }).resolve(faultOn('aws:ecs:stop-task', { tags })),
  ).rejects.toThrow('no client of tagging');
});
