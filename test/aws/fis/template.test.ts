import { expect, test } from 'vitest';
import { templateOf } from '../../../adapters/fis/template.ts';
import { instanceArn, stoppingRecord } from '../support/fis-record.ts';
import { templateSettings } from '../support/fis-world.ts';

test('a fault on seven instances becomes two actions, each with its own target of five ARNs at most', () => {
  const { targets = {}, actions = {} } = templateOf(stoppingRecord(7), templateSettings);

  expect(Object.values(targets).map(({ resourceArns = [] }) => resourceArns.length)).toEqual([5, 2]);
  expect(Object.values(targets).flatMap(({ resourceArns = [] }) => resourceArns)).toEqual(
    Array.from({ length: 7 }, (_, n) => instanceArn(n)),
  );
  expect(actions).toEqual({
    'fault-1': { actionId: 'aws:ec2:stop-instances', parameters: {}, targets: { Instances: 'fault-1' } },
    'fault-2': { actionId: 'aws:ec2:stop-instances', parameters: {}, targets: { Instances: 'fault-2' } },
  });
});

test('FIS fails when it finds none of them, and takes neither more nor others', () => {
  const template = templateOf(stoppingRecord(1), templateSettings);

  expect(template.experimentOptions).toEqual({
    accountTargeting: 'single-account',
    emptyTargetResolutionMode: 'fail',
  });
  expect(template.targets?.['fault-1']).toEqual({
    resourceType: 'aws:ec2:instance',
    resourceArns: [instanceArn(0)],
    selectionMode: 'ALL',
  });
});

test('an instance that did not run is not named: it is neither ours to stop nor to start', () => {
  const record = stoppingRecord(2);
  const before = { ...record.before, [instanceArn(0)]: { state: 'stopped' } };

  const { targets } = templateOf({ ...record, before }, templateSettings);

  expect(targets?.['fault-1']?.resourceArns).toEqual([instanceArn(1)]);
});

test('parameters go to FIS as the document has them', () => {
  const parameters = { startInstancesAfterDuration: 'PT3M', completeIfInstancesTerminated: 'true' };

  const { actions } = templateOf(stoppingRecord(1, { parameters }), templateSettings);

  expect(actions?.['fault-1']?.parameters).toEqual(parameters);
});

test.for([
  ['no alarm', [], [{ source: 'none' }]],
  ['one alarm', ['arn:a'], [{ source: 'aws:cloudwatch:alarm', value: 'arn:a' }]],
  [
    'six alarms, of which FIS takes five',
    ['arn:a', 'arn:b', 'arn:c', 'arn:d', 'arn:e', 'arn:f'],
    ['arn:a', 'arn:b', 'arn:c', 'arn:d', 'arn:e'].map((value) => ({ source: 'aws:cloudwatch:alarm', value })),
  ],
] as const)('%s as stop conditions', ([, alarms, expected]) => {
  expect(templateOf(stoppingRecord(1), templateSettings, alarms).stopConditions).toEqual(expected);
});

test('experiments are logged where the deployment says', () => {
  const logConfiguration = {
    logSchemaVersion: 2,
    cloudWatchLogsConfiguration: { logGroupArn: 'arn:aws:logs:eu-west-1:123456789012:log-group:fis:*' },
  };

  expect(templateOf(stoppingRecord(1), { ...templateSettings, logConfiguration }).logConfiguration).toEqual(
    logConfiguration,
  );
  expect(templateOf(stoppingRecord(1), templateSettings)).not.toHaveProperty('logConfiguration');
});
