import { suspendProcess } from './asg-suspend-process/attribute.ts';
import type { Attribute } from './attribute/attribute.ts';
import { fencing, type UndoingDriver } from './attribute/undoing.ts';
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

/** The part of our drivers that puts back, and keeps late calls out; each is loaded when it is first used. */
export const undoingDrivers = (clients: Clients, fences: Pick<Fences, 'raise'>): readonly UndoingDriver[] => {
  const later = (attribute: Attribute, load: () => Promise<UndoingDriver>): UndoingDriver => {
    const driver = once(load);
    return { ...fencing(attribute, fences), undo: async (record) => (await driver()).undo(record) };
  };
  return [
    later(chaosFlag, async () => {
      const { undoingChaos } = await import('./middy-chaos/undoing.ts');
      return undoingChaos(await clients.ssm(), fences);
    }),
    later(concurrency, async () => {
      const { undoingConcurrency } = await import('./lambda-concurrency/undoing.ts');
      return undoingConcurrency(await clients.lambda(), fences);
    }),
    later(deregisterTarget, async () => {
      const { undoingRegistrations } = await import('./elbv2-deregister-target/undoing.ts');
      return undoingRegistrations(await clients.elb(), await clients.ec2(), fences);
    }),
    later(eventSource, async () => {
      const { undoingEventSource } = await import('./lambda-event-source/undoing.ts');
      return undoingEventSource(await clients.lambda(), fences);
    }),
    later(flag, async () => {
      const { undoingFlag } = await import('./ssm-flag/undoing.ts');
      return undoingFlag(await clients.ssm(), fences);
    }),
    later(isolate, async () => {
      const { undoingSecurityGroups } = await import('./ec2-isolate/undoing.ts');
      return undoingSecurityGroups(await clients.ec2(), fences);
    }),
    later(rule, async () => {
      const { undoingRule } = await import('./events-rule/undoing.ts');
      return undoingRule(await clients.eventBridge(), fences);
    }),
    later(suspendProcess, async () => {
      const { undoingSuspended } = await import('./asg-suspend-process/undoing.ts');
      return undoingSuspended(await clients.autoScaling(), fences);
    }),
  ];
};
