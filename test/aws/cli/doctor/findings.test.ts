import { readdirSync, readFileSync } from 'node:fs';
import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { describe, expect, test } from 'vitest';
import { judgeData, judgeMetric, judgeState } from '../../../../cli/aws/doctor/alarm-findings.ts';
import { deploymentFinding } from '../../../../cli/aws/doctor/deployment.ts';
import { judgeTrust } from '../../../../cli/aws/doctor/fis-role.ts';
import { reservedConcurrency } from '../../../../cli/aws/doctor/quotas.ts';

const minute = 60_000;
const levels = (found: readonly { readonly level: string }[]) => found.map(({ level }) => level);

const alarm: MetricAlarm = {
  ...{ AlarmName: 'a', StateValue: 'OK', Namespace: 'AWS/ApplicationELB', MetricName: 'Errors' },
  ...{ Dimensions: [{ Name: 'LoadBalancer', Value: 'app/shop/1' }], Period: 60, EvaluationPeriods: 2 },
};

describe('an alarm', () => {
  test.for([
    ['OK', {}, []],
    ['in ALARM', { StateValue: 'ALARM' }, ['bad']],
    ['without data', { StateValue: 'INSUFFICIENT_DATA' }, ['bad']],
    ['that CloudWatch cannot evaluate', { EvaluationState: 'EVALUATION_ERROR' }, ['bad']],
  ] as const)('that is %s', ([, fields, expected]) => {
    expect(levels(judgeState('alarm a', { ...alarm, ...fields }))).toEqual(expected);
  });

  test.for([
    ['with dimensions, and quick enough', {}, []],
    ['of AWS without dimensions', { Dimensions: [] }, ['warn']],
    ["of one's own without dimensions", { Namespace: 'Shop', Dimensions: [] }, []],
    ['that needs longer than the faults last', { EvaluationPeriods: 5 }, ['bad']],
    ['that needs only some of its periods', { EvaluationPeriods: 5, DatapointsToAlarm: 2 }, []],
    ['on five-minute periods', { Period: 300, EvaluationPeriods: 1 }, ['bad']],
    ['on an expression of slow metrics', { Period: undefined, Metrics: [{ Id: 'e', Period: 300 }] }, ['bad']],
  ] as const)('%s, judging faults of two minutes', ([, fields, expected]) => {
    expect(levels(judgeMetric('alarm a', { ...alarm, ...fields } as MetricAlarm, 2 * minute))).toEqual(
      expected,
    );
  });

  test('that is composite and always FALSE can never go off', () => {
    expect(levels(judgeMetric('alarm a', { AlarmRule: ' false ' }, minute))).toEqual(['bad']);
    expect(levels(judgeMetric('alarm a', { AlarmRule: 'ALARM("x")' }, minute))).toEqual([]);
  });

  test.for([
    ['notBreaching', 180, []],
    ['notBreaching', 20, ['warn']],
    ['notBreaching', 0, ['warn']],
    ['ignore', 20, ['warn']],
    ['breaching', 20, []],
    [undefined, 20, []],
    [undefined, 0, ['warn']],
  ] as const)(
    'that treats missing data as %s, with data in %i of 180 periods',
    ([treat, withData, expected]) => {
      const found = judgeData(
        'alarm a',
        { ...alarm, TreatMissingData: treat },
        { periods: 180, withData, spanMs: 180 * minute },
      );
      expect(levels(found)).toEqual(expected);
    },
  );
});

describe('the trust of the FIS role', () => {
  const allow = (fields: object) =>
    JSON.stringify({
      Statement: [
        {
          ...{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'fis.amazonaws.com' } },
          ...{ Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } } },
          ...fields,
        },
      ],
    });

  test.for([
    ['FIS in this account', {}, 'ok'],
    ['several services, FIS among them', { Principal: { Service: ['a.com', 'fis.amazonaws.com'] } }, 'ok'],
    ["FIS on whoever's behalf", { Condition: undefined }, 'warn'],
    [
      'FIS in another account',
      { Condition: { StringEquals: { 'AWS:SourceAccount': ['210987654321'] } } },
      'bad',
    ],
    ['another service', { Principal: { Service: 'lambda.amazonaws.com' } }, 'bad'],
    ['everybody', { Principal: '*' }, 'bad'],
    ['nobody: it denies', { Effect: 'Deny' }, 'bad'],
  ] as const)('%s', ([, fields, level]) => {
    expect(judgeTrust(allow(fields), '123456789012', 'arn:r').level).toBe(level);
  });
});

describe('a stack', () => {
  const outputs = { TableName: 't', BucketName: 'b', ExperimentMachineArn: 'e', GameDayMachineArn: 'g' };
  const found = (status: string, has: Readonly<Record<string, string>> = outputs) =>
    deploymentFinding({
      ...{ stage: 'dev', given: {} },
      deployed: { name: 'firedrill-dev', status, outputs: has, parameters: {} },
    }).level;

  test.for([
    ['CREATE_COMPLETE', 'ok'],
    ['UPDATE_COMPLETE', 'ok'],
    ['UPDATE_ROLLBACK_COMPLETE', 'ok'],
    ['ROLLBACK_COMPLETE', 'bad'],
    ['UPDATE_IN_PROGRESS', 'bad'],
    ['DELETE_FAILED', 'bad'],
  ] as const)('that is %s is %s', ([status, level]) => {
    expect(found(status)).toBe(level);
  });

  test('that lacks outputs, or is not there, is bad', () => {
    expect(found('CREATE_COMPLETE', { TableName: 't' })).toBe('bad');
    expect(deploymentFinding({ stage: 'dev', deployed: undefined, given: {} }).level).toBe('bad');
  });
});

test('the concurrency that doctor asks for is what the functions reserve', () => {
  const functions = new URL('../../../../functions/', import.meta.url);
  const sum = readdirSync(functions, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('function.yml'))
    .map((file) => readFileSync(new URL(file, functions), 'utf8'))
    .map((text) => Number(/reservedConcurrency: !If \[Reserved, (\d+)/.exec(text)?.[1] ?? 0))
    .reduce((one, other) => one + other, 0);

  expect(reservedConcurrency).toBe(sum);
});
