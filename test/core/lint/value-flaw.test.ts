import { expect, test } from 'vitest';
import { valueFlaw } from '../../../core/lint/value-flaw.ts';

type Parameter = Parameters<typeof valueFlaw>[0];

const good: readonly (readonly [Parameter, string])[] = [
  [{ kind: 'iso8601-duration', minDuration: 'PT1M', maxDuration: 'PT12H' }, 'PT12H'],
  [{ kind: 'iso8601-duration' }, 'P1D'],
  [{ kind: 'integer' }, '0'],
  [{ kind: 'integer', max: 3 }, '3'],
  [{ kind: 'integer-percent' }, '100'],
  [{ kind: 'integer-port' }, '65535'],
  [{ kind: 'number-percent', min: 0.1, max: 100 }, '0.1'],
  [{ kind: 'json' }, '{"a":1}'],
  [{ kind: 'boolean', allowed: ['true', 'false'] }, 'false'],
  [{ kind: 'az' }, 'use1-az1'],
  [{ kind: 'az' }, 'us-gov-west-1a'],
  [{ kind: 'csv-az' }, 'all'],
  [{ kind: 'region' }, 'ap-southeast-2'],
  [{ kind: 'arn' }, 'arn:aws-cn:ssm:cn-north-1::document/x'],
  [{ kind: 'csv-arn', maxItems: 2 }, 'arn:aws:a:b:c:d,arn:aws:a:b:c:e'],
  [{ kind: 'csv-enum', allowed: ['OK', 'ALARM'] }, 'OK, ALARM'],
  [{ kind: 'csv' }, 'a,b'],
  [{ kind: 'string' }, 'anything at all'],
];

test.for(good)('of %o %j is a value', ([parameter, value]) => {
  expect(valueFlaw(parameter, value)).toBeUndefined();
});

const bad: readonly (readonly [Parameter, string, string, string])[] = [
  [{ kind: 'string' }, '', 'the value is empty', 'leave the key out'],
  [{ kind: 'iso8601-duration' }, '5m', 'is not an ISO-8601 duration', '`PT5M`'],
  [{ kind: 'iso8601-duration' }, 'PT0S', 'is no time at all', 'write more'],
  [{ kind: 'iso8601-duration', minDuration: 'PT2M' }, 'PT1M', 'is too short', '2 min or more'],
  [{ kind: 'iso8601-duration', maxDuration: 'PT12H' }, 'P1D', 'is too long', '12 h at most'],
  [{ kind: 'integer' }, 'two', 'is not a whole number', 'digits only'],
  [{ kind: 'integer' }, '0.5', 'is not a whole number', 'digits only'],
  [{ kind: 'integer', min: 5 }, '4', 'is out of range', '5 or more'],
  [{ kind: 'integer-port' }, '0', 'is out of range', '1 to 65535'],
  [{ kind: 'number-percent', min: 0.1 }, '0', 'is out of range', '0.1 to 100'],
  [{ kind: 'number-percent' }, '1e3', 'is not a number', 'digits only'],
  [{ kind: 'json' }, 'null', 'is not a JSON object', 'double quotes'],
  [
    { kind: 'enum', allowed: ['ingress', 'egress'] },
    'inwards',
    'is not a value of it',
    '`ingress` or `egress`',
  ],
  [{ kind: 'boolean', allowed: ['true', 'false'] }, 'True', 'is not a value of it', 'did you mean `true`?'],
  [{ kind: 'region' }, 'eu-central-1a', 'is not a Region', '`eu-central-1`'],
  [{ kind: 'arn' }, 'AWSFIS-Run-CPU-Stress', 'is not an ARN', 'arn:aws:ssm'],
  [{ kind: 'csv-arn' }, 'arn:aws:a:b:c:d,x', '"x" is not an ARN', 'arn:aws'],
  [{ kind: 'csv', maxItems: 1 }, 'a,b', '2 are listed', 'list 1 at most'],
  [{ kind: 'csv-enum', allowed: ['OK', 'ALARM'] }, 'OK,ALRAM', '"ALRAM" is not a value', '`ALARM`'],
];

test.for(bad)('of %o %j is none', ([parameter, value, message, fix]) => {
  const flaw = valueFlaw(parameter, value);
  expect(flaw?.message).toContain(message);
  expect(flaw?.fix).toContain(fix);
});
