import { expect, test } from 'vitest';
import { alarms } from '../../../../cli/aws/doctor/alarms.ts';
import type { Asked, Check } from '../../../../cli/aws/doctor/asked.ts';
import { consent } from '../../../../cli/aws/doctor/consent.ts';
import { fisRole } from '../../../../cli/aws/doctor/fis-role.ts';
import { metrics } from '../../../../cli/aws/doctor/metrics.ts';
import { notices } from '../../../../cli/aws/doctor/notices.ts';
import { parts } from '../../../../cli/aws/doctor/parts.ts';
import { permissions } from '../../../../cli/aws/doctor/permissions.ts';
import { quotas } from '../../../../cli/aws/doctor/quotas.ts';
import { secondWay } from '../../../../cli/aws/doctor/second-way.ts';
import { table } from '../../../../cli/aws/doctor/table.ts';
import { anExperiment, errorsAlarm, ordersMetric } from '../../../support/an-experiment.ts';
import { type Answer, awsError, awsServer } from '../../support/signals-server.ts';

const machine = (kind: string) => `arn:aws:states:eu-central-1:123456789012:stateMachine:${kind}`;
const outputs = {
  FisRoleArn: 'arn:aws:iam::123456789012:role/fis',
  NoticesTopic: 'arn:aws:sns:eu-central-1:123456789012:notices',
};

const askedOf = (settings: Asked['settings']): Asked => ({
  ...{
    settings,
    stage: 'dev',
    identity: { account: '123456789012', arn: 'arn:aws:iam::123456789012:user/ana' },
  },
  stack: {
    ...{ stage: 'dev', table: 'runs', bucket: 'results' },
    machines: { experiment: machine('experiment'), gameday: machine('gameday') },
  },
  deployed: { name: 'firedrill-dev', status: 'CREATE_COMPLETE', outputs, parameters: {} },
  experiment: anExperiment({
    steadyState: { holdForMs: 30_000, probes: [errorsAlarm, ordersMetric()] },
  }),
});

const checks: Readonly<Record<string, Check>> = {
  parts,
  table,
  permissions,
  fisRole,
  quotas,
  notices,
  secondWay,
  alarms,
  metrics,
  consent,
};

const denied: Answer = awsError('AccessDenied', 403);

test.each(Object.entries(checks))(
  'what %s may not look at is unknown, and the right is to be asked for',
  async (_, check) => {
    const { settings } = await awsServer(() => denied);
    const found = await check(askedOf(settings));

    expect(found.length).toBeGreaterThan(0);
    for (const finding of found)
      expect(finding).toMatchObject({ level: 'unknown', todo: expect.stringContaining('allow yourself') });
  },
);

test.each(Object.entries(checks))('what %s gets no sensible answer about is unknown', async (_, check) => {
  const { settings } = await awsServer(() => awsError('InternalFailure', 500));
  const found = await check(askedOf({ ...settings, maxAttempts: 1 }));

  expect(found.length).toBeGreaterThan(0);
  for (const finding of found) expect(finding).toMatchObject({ level: 'unknown', todo: 'try again' });
});

test('without a stack what hangs on it is unknown, and without an experiment nothing of it is asked', async () => {
  const { settings, asked } = await awsServer(() => denied);
  const bare: Asked = {
    ...askedOf(settings),
    ...{ stack: undefined, deployed: undefined, experiment: undefined },
  };

  for (const check of [parts, table, permissions, fisRole, notices])
    expect(await check(bare)).toMatchObject([{ level: 'unknown', todo: 'put the stack right first' }]);
  for (const check of [alarms, metrics, consent]) expect(await check(bare)).toEqual([]);
  expect(asked).toEqual([]);
});
