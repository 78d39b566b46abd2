import type { FaultMaker } from '../activity.ts';
import { carried, changed, derived } from '../draft.ts';
import { booleanOf, wordOf } from '../values.ts';
import { arnOf } from '../where.ts';
import { UNKNOWN_TAG } from './instances.ts';
import { faultOf, given, isRefusal, lasting, named, type Piece, placeOf, without } from './parts.ts';

/** `rds.actions.failover_db_cluster`. */
export const failover: FaultMaker = (asked) => {
  const targets = named(asked, 'db_cluster_identifier', 'aws:rds:cluster', (name) =>
    arnOf(asked.where, 'rds', 'cluster:', name),
  );
  if (isRefusal(targets)) return targets;
  const spare = without(asked, {
    target_db_instance_identifier: 'Aurora chooses the new writer by its failover tiers',
  });
  return [faultOf('aws:rds:failover-db-cluster', targets, spare)];
};

/** `rds.actions.reboot_db_instance`. */
export const reboot: FaultMaker = (asked) => {
  const targets = named(asked, 'db_instance_identifier', 'aws:rds:db', (name) =>
    arnOf(asked.where, 'rds', 'db:', name),
  );
  if (isRefusal(targets)) return targets;
  const to = ['parameters', 'forceFailover'];
  const note =
    given(asked, 'force_failover') === undefined
      ? derived(to, "Chaos Toolkit's default is a reboot in place")
      : carried(placeOf(asked, 'force_failover'), to, 'whether the standby takes over');
  const forceFailover = String(booleanOf(given(asked, 'force_failover')) ?? false);
  return [faultOf('aws:rds:reboot-db-instances', targets, { fields: { forceFailover }, notes: [note] })];
};

/** `elbv2.actions.deregister_target`: an instance of its choice, so any one that consents here. */
export const deregister: FaultMaker = (asked) => {
  const name = wordOf(given(asked, 'tg_name'));
  if (name === undefined) return { why: '`tg_name` names no target group' };
  const targets: Piece = {
    fields: {
      resourceType: 'aws:ec2:instance',
      tags: UNKNOWN_TAG,
      filters: [{ path: 'State.Name', values: ['running'] }],
      select: 'COUNT(1)',
    },
    notes: [
      derived(
        ['targets', 'tags'],
        'Chaos Toolkit looks into the target group for one at random; here the instances are chosen by tag',
        `name a tag of the instances behind ${name}`,
      ),
      derived(['targets', 'select'], 'one target is deregistered, as there'),
      derived(['targets', 'filters'], 'what is not running is no target'),
    ],
  };
  const arn = arnOf(asked.where, 'elasticloadbalancing', 'targetgroup/', name);
  const group: Piece = {
    fields: { targetGroupArn: arn.endsWith(`/${name}`) ? `${arn}/FILL-IN-id` : arn },
    notes: [
      changed(
        placeOf(asked, 'tg_name'),
        ['parameters', 'targetGroupArn'],
        'the ARN of a target group has an id in it that only AWS knows',
        `write the ARN: aws elbv2 describe-target-groups --names ${name} --query "TargetGroups[].TargetGroupArn"`,
      ),
    ],
  };
  return [faultOf('elbv2/deregister-target', targets, group, lasting(asked, 'duration'))];
};
