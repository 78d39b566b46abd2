import { expect, test } from 'vitest';
import { suspendProcess } from '../../../adapters/drivers/asg-suspend-process/attribute.ts';
import type { Attribute } from '../../../adapters/drivers/attribute/attribute.ts';
import { isolate } from '../../../adapters/drivers/ec2-isolate/attribute.ts';
import { deregisterTarget } from '../../../adapters/drivers/elbv2-deregister-target/attribute.ts';
import { rule } from '../../../adapters/drivers/events-rule/attribute.ts';
import { concurrency } from '../../../adapters/drivers/lambda-concurrency/attribute.ts';
import { eventSource } from '../../../adapters/drivers/lambda-event-source/attribute.ts';
import { chaosFlag } from '../../../adapters/drivers/middy-chaos/attribute.ts';
import { flag } from '../../../adapters/drivers/ssm-flag/attribute.ts';
import { KNOWN_ACTIONS } from '../../../core/documents/known-actions.ts';
import { OWN_ACTIONS } from '../../../core/lint/known-action.ts';

const drivers: readonly Attribute[] = [
  ...[chaosFlag, concurrency, deregisterTarget, eventSource],
  ...[flag, isolate, rule, suspendProcess],
];

test.each(drivers.map((driver) => [driver.action, driver] as const))(
  'the linter knows %s as its driver has it',
  (action, { facts, parameters }) => {
    const known = OWN_ACTIONS.find(({ id }) => id === action);

    expect(known?.resourceTypes).toEqual([facts.resourceType]);
    expect(known?.parameters.map(({ name }) => name).toSorted()).toEqual(
      [...parameters, 'duration'].toSorted(),
    );
  },
);

test('every action of our own that a document may name is known', () => {
  const own = [...KNOWN_ACTIONS].filter((action) => !action.startsWith('aws:'));
  expect(OWN_ACTIONS.map(({ id }) => id).toSorted()).toEqual(own.toSorted());
});
