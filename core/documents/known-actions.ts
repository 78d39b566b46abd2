import { ACTION_IDS } from '../catalogue/action-ids.ts';

/** Action ids worth a "did you mean": AWS FIS's own as the catalogue has them, and our drivers. Others are allowed too. */
export const KNOWN_ACTIONS: ReadonlySet<string> = new Set([
  ...ACTION_IDS,
  'asg/suspend-process',
  'ec2/isolate',
  'elbv2/deregister-target',
  'events/rule',
  'lambda/concurrency',
  'lambda/event-source',
  'middy/chaos',
  'rds/exhaust-connections',
  'ssm/flag',
]);
