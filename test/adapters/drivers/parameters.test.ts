import { describe, expect, test } from 'vitest';
import { processesIn, suspendProcess } from '../../../adapters/drivers/asg-suspend-process/attribute.ts';
import { type Attribute, checkParameters } from '../../../adapters/drivers/attribute/attribute.ts';
import { isolate } from '../../../adapters/drivers/ec2-isolate/attribute.ts';
import {
  deregisterTarget,
  imageOfPorts,
  portsIn,
} from '../../../adapters/drivers/elbv2-deregister-target/attribute.ts';
import { rule, ruleOf } from '../../../adapters/drivers/events-rule/attribute.ts';
import { concurrency } from '../../../adapters/drivers/lambda-concurrency/attribute.ts';
import { eventSource } from '../../../adapters/drivers/lambda-event-source/attribute.ts';
import { chaosFlag } from '../../../adapters/drivers/middy-chaos/attribute.ts';
import { flag } from '../../../adapters/drivers/ssm-flag/attribute.ts';
import { WrongAsAsked } from '../../../core/errors.ts';

const group = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/0123456789abcdef';

describe('the parameters of', () => {
  test.each<[Attribute, Record<string, string>]>([
    [concurrency, {}],
    [concurrency, { reservedConcurrentExecutions: '0', duration: 'PT5M' }],
    [deregisterTarget, {}],
    [deregisterTarget, { targetGroupArn: group }],
    [eventSource, { duration: 'PT5M' }],
    [flag, { fault: '{"latencyMs":500}' }],
    [flag, { fault: '{}', cacheMs: '300000' }],
    [chaosFlag, { parameter: '/chaos/pay', fault: '{"latencyMs":500}' }],
    [chaosFlag, { parameter: 'pay', fault: '{"exception":"x","percentage":5}', cacheMs: '0' }],
    [isolate, { securityGroupId: 'sg-0123456789abcdef0' }],
    [rule, {}],
    [suspendProcess, { processes: 'Launch' }],
  ])('$action may be $1', (attribute, parameters) => {
    expect(() => checkParameters(attribute, parameters)).not.toThrow();
  });

  test.each<[Attribute, Record<string, string>, string]>([
    [concurrency, { reservedConcurrentExecutions: 'many' }, 'a whole number, not "many"'],
    [concurrency, { reservedConcurrentExecutions: '-1' }, 'a whole number'],
    [concurrency, { reservedConcurrentExecutions: '' }, 'a whole number'],
    [concurrency, { reservedConcurentExecutions: '5' }, 'has no parameter reservedConcurentExecutions'],
    [deregisterTarget, { targetGroupArn: 'web' }, 'the ARN of a target group, not "web"'],
    [flag, {}, 'fault is a JSON object'],
    [flag, { fault: '[1]' }, 'fault is a JSON object'],
    [flag, { fault: '{' }, 'fault is a JSON object'],
    [flag, { fault: '{}', cacheMs: '300001' }, 'cacheMs is a whole number of milliseconds, at most 300000'],
    [flag, { fault: '{}', cacheMs: 'PT5S' }, 'cacheMs is a whole number of milliseconds'],
    [chaosFlag, { fault: '{"latencyMs":5}' }, 'parameter is the name of the parameter'],
    [chaosFlag, { parameter: '/a b', fault: '{"latencyMs":5}' }, 'parameter is the name'],
    [chaosFlag, { parameter: '/firedrill/x', fault: '{"latencyMs":5}' }, 'is Firedrill’s own'],
    [chaosFlag, { parameter: '/chaos/pay', fault: '{"latency":5}' }, 'a fault has no latency'],
    [chaosFlag, { parameter: '/chaos/pay', fault: 'slow' }, 'fault is a JSON object'],
    [chaosFlag, { parameter: '/chaos/pay', latencyMs: '5' }, 'middy/chaos has no parameter latencyMs'],
    [isolate, {}, 'securityGroupId is the id of a security group'],
    [suspendProcess, {}, 'processes is a list of Launch'],
  ])('$action may not be $1', (attribute, parameters, why) => {
    const check = () => checkParameters(attribute, parameters);

    expect(check).toThrow(WrongAsAsked);
    expect(check).toThrow(why);
  });
});

test('a rule that counts management events too could not be put back, so it is not disabled', () => {
  const state = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

  expect(() => rule.faulty({})({ state })).toThrow(WrongAsAsked);
});

test('an event source mapping in a state that has no way back is not disabled', () => {
  expect(() => eventSource.faulty({})({ state: 'Problem' })).toThrow(WrongAsAsked);
});

test.each([
  ['orders', { Name: 'orders' }],
  ['shop/orders', { EventBusName: 'shop', Name: 'orders' }],
  ['aws.partner/example.com/acme/orders', { EventBusName: 'aws.partner/example.com/acme', Name: 'orders' }],
])('the rule %s is asked for by its bus and name, whatever slashes the bus has', (label, asked) => {
  expect(ruleOf({ label })).toEqual(asked);
});

test('processes are in one order, and each of them once', () => {
  expect(processesIn({ processes: 'Terminate, Launch,Terminate' })).toEqual(['Launch', 'Terminate']);
});

test.each([[[]], [[80]], [[8080, 80, 443]]])('the ports %j go into an image and come out of it', (ports) => {
  expect(portsIn(imageOfPorts(ports))).toEqual(ports.toSorted((a, b) => a - b));
});
