import type { TargetHealth, TargetHealthState } from './api.ts';
import type { EventLog } from './event-log.ts';
import { arnOf, type Instance } from './instance.ts';

/** Tells that an instance entered the state it is in. */
export const publishState = (events: EventLog, { instanceId, state }: Instance): void =>
  events.publish({
    'detail-type': 'EC2 Instance State-change Notification',
    source: 'aws.ec2',
    resources: [arnOf(instanceId)],
    detail: { 'instance-id': instanceId, state },
  });

/** Tells that the load balancer changed its mind about a target. */
export const publishHealth = (
  events: EventLog,
  detail: { readonly target: TargetHealth; readonly previousState: TargetHealthState },
): void =>
  events.publish({
    'detail-type': 'Lab Target Health Change',
    source: 'lab.elasticloadbalancing',
    resources: [arnOf(detail.target.targetId)],
    detail: { target: detail.target, previousState: detail.previousState },
  });
