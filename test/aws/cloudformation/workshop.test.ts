import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type AtStage, openStage } from '../cli/support/stack.ts';
import { settingsAt } from '../drivers/at-moto.ts';

const template = readFileSync(new URL('../../fixtures/workshop/shop.yml', import.meta.url), 'utf8')
  // moto knows no address of a database.
  .replace(/\$\{Database[.]Endpoint[.]Address\}/, 'database');

const name = `workshop-${randomUUID().slice(0, 8)}`;
let stage: AtStage;

beforeAll(async () => {
  stage = await openStage();
  const client = new CloudFormationClient(settingsAt(inject('moto')));
  await client.send(new CreateStackCommand({ StackName: name, TemplateBody: template }));
});
afterAll(() => stage.close());

// moto tags no databases with their stack, so those that fail one over find none there.
const hits: Readonly<Record<string, readonly number[]>> = {
  'web-group-one-instance-lost': [1],
  'web-group-half-lost': [2],
  'web-group-zone-lost': [2],
  'web-group-s3-out-of-reach': [1, 1, 1],
};

test('the workshop as it is deployed is suggested its failures, and they plan on what is there', async () => {
  const dir = join(dirname(stage.stateDir), name);

  // moto's zones are those of us-east-1, wherever it is.
  const { code, result, stderr } = await stage.run(
    'suggest',
    '--stack',
    name,
    '--zone',
    'us-east-1b',
    '--out',
    dir,
  );

  expect(stderr).toContain(`6 experiments for the stack ${name} in eu-west-1`);
  expect({ code, ...result }).toMatchObject({ code: 0, suggestions: 6, willFail: 0, ready: 6 });
  for (const [experiment, counts] of Object.entries(hits)) {
    const planned = await stage.run('plan', join(dir, `${experiment}.yml`));
    const { faults } = planned.result.plan as { faults: readonly { targets: readonly unknown[] }[] };
    expect([experiment, ...faults.map(({ targets }) => targets.length)]).toEqual([experiment, ...counts]);
  }
});
