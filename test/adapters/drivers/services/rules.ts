import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import * as fc from 'fast-check';
import { awsError } from '../far-end.ts';
import { inMemory, newLine } from './line.ts';
import { copyOf, driverOn, faultOn, type Service, taggingOf, type World, worldsOf } from './service.ts';

const action = 'events/rule';
const prefix = 'arn:aws:events:eu-west-1:111122223333:rule/';
const itemOf = (arn: string) => arn.slice(prefix.length);

type Asked = { readonly Name: string; readonly EventBusName?: string };

const make = (before: readonly (readonly [bus: string, state: string])[]): World => {
  const line = newLine();
  const rules = new Map(before.map(([bus, state], n) => [`${bus}r${n}`, state]));
  const arns = [...rules.keys()].slice(0, -1).map((item) => `${prefix}${item}`);
  const item = ({ Name, EventBusName }: Asked) => (EventBusName ? `${EventBusName}/${Name}` : Name);
  const found = (asked: Asked): string => {
    const state = rules.get(item(asked));
    if (state === undefined) throw awsError('ResourceNotFoundException', 'client', 1);
    return state;
  };
  const setting = (State: string) => (asked: Asked) => {
    found(asked);
    rules.set(item(asked), State);
    return {};
  };
  const eventBridge = inMemory(EventBridgeClient, line, {
    DescribeRule: (asked: Asked) => ({ State: found(asked) }),
    DisableRule: setting('DISABLED'),
    EnableRule: setting('ENABLED'),
  });
  return {
    line,
    driver: driverOn(action, { eventBridge: async () => eventBridge, ...taggingOf(line) }),
    fault: faultOn(action, 'aws:events:rule', arns),
    state: () => copyOf(rules),
    itemOf,
    meddle: (arn) => void rules.set(itemOf(arn), 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'),
  };
};

const anyRule = fc.tuple(fc.constantFrom('', 'shop/'), fc.constantFrom('ENABLED', 'DISABLED'));

/** Rules on the default bus and on another. */
export const ruleService: Service = {
  action,
  worlds: worldsOf(fc.array(anyRule, { minLength: 2, maxLength: 4 }), make),
};
