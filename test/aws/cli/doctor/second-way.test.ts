import { expect, test } from 'vitest';
import type { Asked } from '../../../../cli/aws/doctor/asked.ts';
import { secondWay } from '../../../../cli/aws/doctor/second-way.ts';
import { type Answer, awsError, awsServer } from '../../support/signals-server.ts';

const shop = { type: 'pagerduty', routingKey: 'ssm:/firedrill/prod/pagerduty' };
const saying = (value: object): Answer => ({
  body: { Parameter: { Name: 'x', Type: 'String', Value: JSON.stringify(value) } },
});

test.each<readonly [string, Answer, string, string]>([
  ['no integrations', awsError('ParameterNotFound'), 'warn', 'by the topic alone'],
  ['nobody to call', saying({ integrations: { shop } }), 'warn', 'by the topic alone'],
  ['a channel that needs none', saying({ needsHuman: ['slack:#oncall'] }), 'ok', 'slack:#oncall'],
  [
    'an integration',
    saying({ integrations: { shop }, needsHuman: ['pagerduty:shop'] }),
    'ok',
    'pagerduty:shop',
  ],
  [
    'a name that is none',
    saying({ integrations: { shop }, needsHuman: ['pagerduty:bank'] }),
    'bad',
    'pagerduty:bank',
  ],
  [
    'a name of another kind',
    saying({ integrations: { shop }, needsHuman: ['teams:shop'] }),
    'bad',
    'teams:shop',
  ],
  ['what cannot be read', saying({ integrations: 1 }), 'unknown', '/integrations'],
])('with %s', async (_, answer, level, found) => {
  const { settings, asked } = await awsServer(() => answer);
  const findings = await secondWay({ settings, stage: 'prod' } as unknown as Asked);
  expect(findings).toMatchObject([{ check: 'second way', level, found: expect.stringContaining(found) }]);
  expect(asked[0]?.body).toMatchObject({ Name: '/firedrill/prod/integrations' });
});
