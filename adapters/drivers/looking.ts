import { suspendProcess } from './asg-suspend-process/attribute.ts';
import { type Attribute, headOf } from './attribute/attribute.ts';
import type { LookingDriver } from './attribute/looking.ts';
import type { Clients } from './clients.ts';
import { isolate } from './ec2-isolate/attribute.ts';
import { deregisterTarget } from './elbv2-deregister-target/attribute.ts';
import { rule } from './events-rule/attribute.ts';
import { concurrency } from './lambda-concurrency/attribute.ts';
import { eventSource } from './lambda-event-source/attribute.ts';
import { chaosFlag } from './middy-chaos/attribute.ts';
import { once } from './once.ts';
import { flag } from './ssm-flag/attribute.ts';

/** The part of our drivers that only reads; each is loaded when it is first used. */
export const lookingDrivers = (clients: Clients): readonly LookingDriver[] => [
  later(chaosFlag, async () => {
    const { lookingAtChaos } = await import('./middy-chaos/looking.ts');
    return lookingAtChaos({
      ssm: await clients.ssm(),
      tagging: await clients.tagging(),
      cloudWatch: await clients.cloudWatch(),
    });
  }),
  later(concurrency, async () => {
    const { lookingAtConcurrency } = await import('./lambda-concurrency/looking.ts');
    return lookingAtConcurrency(await clients.lambda(), await clients.tagging());
  }),
  later(deregisterTarget, async () => {
    const { lookingAtRegistrations } = await import('./elbv2-deregister-target/looking.ts');
    return lookingAtRegistrations(await clients.elb(), await clients.ec2(), await clients.autoScaling());
  }),
  later(eventSource, async () => {
    const { lookingAtEventSource } = await import('./lambda-event-source/looking.ts');
    return lookingAtEventSource(await clients.lambda());
  }),
  later(flag, async () => {
    const { lookingAtFlag } = await import('./ssm-flag/looking.ts');
    return lookingAtFlag(await clients.ssm(), await clients.tagging());
  }),
  later(isolate, async () => {
    const { lookingAtSecurityGroups } = await import('./ec2-isolate/looking.ts');
    return lookingAtSecurityGroups(await clients.ec2(), await clients.autoScaling());
  }),
  later(rule, async () => {
    const { lookingAtRule } = await import('./events-rule/looking.ts');
    return lookingAtRule(await clients.eventBridge(), await clients.tagging());
  }),
  later(suspendProcess, async () => {
    const { lookingAtSuspended } = await import('./asg-suspend-process/looking.ts');
    return lookingAtSuspended(await clients.autoScaling());
  }),
];

const later = (attribute: Attribute, load: () => Promise<LookingDriver>): LookingDriver => {
  const driver = once(load);
  return {
    ...headOf(attribute),
    resolve: async (fault) => (await driver()).resolve(fault),
    snapshot: async (fault) => (await driver()).snapshot(fault),
    evidence: async (record) => (await driver()).evidence(record),
    verify: async (record) => (await driver()).verify(record),
    residue: async (runId) => (await driver()).residue(runId),
  };
};
