import { suspendProcess } from './asg-suspend-process/attribute.ts';
import { type Attribute, headOf } from './attribute/attribute.ts';
import type { InjectingDriver } from './attribute/injecting.ts';
import type { Clients } from './clients.ts';
import { isolate } from './ec2-isolate/attribute.ts';
import { deregisterTarget } from './elbv2-deregister-target/attribute.ts';
import { rule } from './events-rule/attribute.ts';
import type { Fences } from './fences.ts';
import { concurrency } from './lambda-concurrency/attribute.ts';
import { eventSource } from './lambda-event-source/attribute.ts';
import { chaosFlag } from './middy-chaos/attribute.ts';
import { once } from './once.ts';
import { flag } from './ssm-flag/attribute.ts';

/** The part of our drivers that breaks things; each is loaded when it is first used. */
export const injectingDrivers = (
  clients: Clients,
  fences: Pick<Fences, 'isRaised'>,
): readonly InjectingDriver[] => [
  later(chaosFlag, async () => {
    const { injectingChaos } = await import('./middy-chaos/injecting.ts');
    return injectingChaos(await clients.ssm(), fences);
  }),
  later(concurrency, async () => {
    const { injectingConcurrency } = await import('./lambda-concurrency/injecting.ts');
    return injectingConcurrency(await clients.lambda(), fences);
  }),
  later(deregisterTarget, async () => {
    const { injectingRegistrations } = await import('./elbv2-deregister-target/injecting.ts');
    return injectingRegistrations(await clients.elb(), await clients.ec2(), fences);
  }),
  later(eventSource, async () => {
    const { injectingEventSource } = await import('./lambda-event-source/injecting.ts');
    return injectingEventSource(await clients.lambda(), fences);
  }),
  later(flag, async () => {
    const { injectingFlag } = await import('./ssm-flag/injecting.ts');
    return injectingFlag(await clients.ssm(), fences);
  }),
  later(isolate, async () => {
    const { injectingSecurityGroups } = await import('./ec2-isolate/injecting.ts');
    return injectingSecurityGroups(await clients.ec2(), fences);
  }),
  later(rule, async () => {
    const { injectingRule } = await import('./events-rule/injecting.ts');
    return injectingRule(await clients.eventBridge(), fences);
  }),
  later(suspendProcess, async () => {
    const { injectingSuspended } = await import('./asg-suspend-process/injecting.ts');
    return injectingSuspended(await clients.autoScaling(), fences);
  }),
];

const later = (attribute: Attribute, load: () => Promise<InjectingDriver>): InjectingDriver => {
  const driver = once(load);
  return { ...headOf(attribute), inject: async (record) => (await driver()).inject(record) };
};
