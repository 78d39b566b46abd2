import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { SSMClient } from '@aws-sdk/client-ssm';
import * as fc from 'fast-check';
import { flagIn } from '../../../../middleware/flag.ts';
import { awsError } from '../far-end.ts';
import { inMemory, type Line, newLine } from './line.ts';
import { driverOn, faultOn, type Service, taggingOf, type World, worldsOf } from './service.ts';

const prefix = 'arn:aws:ssm:eu-west-1:111122223333:parameter';
const functionArn = (n: number) => `arn:aws:lambda:eu-west-1:111122223333:function:f${n}`;
const fault = '{"latencyMs":500}';

type Put = { readonly Name: string; readonly Value: string };

/** Parameters with all that their values ever were, oldest first. */
export const parameterStore = (line: Line, values: readonly (readonly [name: string, value: string])[]) => {
  const parameters = new Map(values.map(([name, value]) => [name, [value]]));
  let writtenAtMs = 0;
  const ssm = inMemory(SSMClient, line, {
    GetParameter: ({ Name: asked }: { readonly Name: string }) => {
      const [name = '', version] = asked.replace(prefix, '').split(':');
      const all = parameters.get(name);
      if (all === undefined) throw awsError('ParameterNotFound', 'client', 1);
      const Version = Number(version ?? all.length);
      const Value = all[Version - 1];
      if (Value === undefined) throw awsError('ParameterVersionNotFound', 'client', 1);
      const LastModifiedDate = new Date(writtenAtMs);
      return { Parameter: { Name: name, Type: 'String', Value, Version, LastModifiedDate } };
    },
    PutParameter: ({ Name, Value }: Put) => {
      const all = parameters.get(Name);
      all?.push(Value);
      return { Version: all?.length };
    },
  });
  return {
    ssm,
    valueOf: (name: string) => parameters.get(name)?.at(-1),
    write: (name: string, value: string, atMs = 0) => {
      parameters.get(name)?.push(value);
      writtenAtMs = atMs;
    },
    state: () => Object.fromEntries([...parameters].map(([name, all]) => [name, all.at(-1)])),
  };
};

const makeFlags = (before: readonly string[]): World => {
  const action = 'ssm/flag';
  const line = newLine();
  const store = parameterStore(
    line,
    before.map((value, n) => [`/p${n}`, value]),
  );
  const arns = before.slice(0, -1).map((_, n) => `${prefix}/p${n}`);
  return {
    line,
    driver: driverOn(action, { ssm: async () => store.ssm, ...taggingOf(line) }),
    // Nobody reads them: nobody has to be waited for.
    fault: faultOn(action, 'aws:ssm:parameter', arns, { fault, cacheMs: '0' }),
    state: store.state,
    itemOf: (arn) => arn.slice(prefix.length),
    meddle: (arn) => store.write(arn.slice(prefix.length), 'of somebody else'),
  };
};

/** CloudWatch's metrics of functions that act on a flag as soon as it is there. */
const actingOn = (line: Line, value: () => string | undefined) =>
  inMemory(CloudWatchClient, line, {
    GetMetricData: ({ MetricDataQueries }: { readonly MetricDataQueries: readonly { Id: string }[] }) => ({
      MetricDataResults: MetricDataQueries.map(({ Id }) => ({
        Id,
        Values: flagIn(value() ?? '') ? [1] : [],
      })),
    }),
  });

const makeChaos = (before: string, functions: number): World => {
  const action = 'middy/chaos';
  const line = newLine();
  const name = '/chaos/pay';
  const store = parameterStore(line, [
    [name, before],
    ['/other', 'none'],
  ]);
  const arns = Array.from({ length: functions }, (_, n) => functionArn(n));
  const cloudWatch = actingOn(line, () => store.valueOf(name));
  return {
    line,
    driver: driverOn(action, {
      ssm: async () => store.ssm,
      cloudWatch: async () => cloudWatch,
      ...taggingOf(line),
    }),
    fault: faultOn(action, 'aws:lambda:function', arns, {
      parameter: name,
      fault: '{"exception":"out of order"}',
      cacheMs: '0',
    }),
    state: store.state,
    itemOf: () => name,
    meddle: () => store.write(name, 'of somebody else'),
  };
};

const anyValue = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.json(),
  fc.constantFrom(
    'none',
    `{"fault":${fault}}`,
    `{"fault":${fault},"run":"run-1/0"}`,
    `{"expiresAt":"2020-01-01T00:00:00.000Z","fault":${fault},"run":"run-0/0"}`,
  ),
);

/** Parameters with any text in them, flags of old among them. */
export const flagService: Service = {
  action: 'ssm/flag',
  worlds: worldsOf(fc.array(anyValue, { minLength: 2, maxLength: 4 }), makeFlags),
};

/** Functions that read one parameter, with any text in it. */
export const chaosService: Service = {
  action: 'middy/chaos',
  worlds: worldsOf(fc.tuple(anyValue, fc.integer({ min: 1, max: 4 })), ([before, functions]) =>
    makeChaos(before, functions),
  ),
};
