import { suspendProcess } from './asg-suspend-process/attribute.ts';
import type { Attribute } from './attribute/attribute.ts';
import { isolate } from './ec2-isolate/attribute.ts';
import { deregisterTarget } from './elbv2-deregister-target/attribute.ts';
import { rule } from './events-rule/attribute.ts';
import { concurrency } from './lambda-concurrency/attribute.ts';
import { eventSource } from './lambda-event-source/attribute.ts';
import { chaosFlag } from './middy-chaos/attribute.ts';
import { flag } from './ssm-flag/attribute.ts';

/** Every action of our own drivers, with what is known of it without asking anybody. */
export const everyAttribute: readonly Attribute[] = [
  chaosFlag,
  concurrency,
  deregisterTarget,
  eventSource,
  flag,
  isolate,
  rule,
  suspendProcess,
];
