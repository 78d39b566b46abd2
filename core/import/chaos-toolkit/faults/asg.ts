import type { AskedFault, FaultMaker } from '../activity.ts';
import { carried, changed, type Draft, derived, type Refusal } from '../draft.ts';
import { conditionsOf, wordOf, wordsOf } from '../values.ts';
import { arnOf } from '../where.ts';
import { replacedByGroup } from './ec2.ts';
import {
  faultOf,
  given,
  howMany,
  isRefusal,
  joined,
  lasting,
  type Piece,
  placeOf,
  without,
} from './parts.ts';

/** The instances of each group: one choice of targets for a group, since the count is meant for each. */
const groups = (asked: AskedFault): readonly Piece[] | Refusal => {
  const names = wordsOf(given(asked, 'asg_names'));
  const many = names.length > 1 ? ', one fault for each group' : '';
  if (names.length > 0)
    return names.map((autoScalingGroup) => ({
      fields: { resourceType: 'aws:ec2:instance', autoScalingGroup },
      notes: [
        carried(
          placeOf(asked, 'asg_names'),
          ['targets', 'autoScalingGroup'],
          `the instances of the group${many}`,
        ),
      ],
    }));
  const tags = tagsOf(asked);
  if (isRefusal(tags)) return tags;
  const message =
    'the tags of a group are looked for at its instances, which have them if they are propagated at launch';
  return [
    {
      fields: { resourceType: 'aws:ec2:instance', tags },
      notes: [
        changed(
          placeOf(asked, 'tags'),
          ['targets', 'tags'],
          message,
          'check that the instances have these tags',
        ),
      ],
    },
  ];
};

const tagsOf = (asked: AskedFault): Readonly<Record<string, string>> | Refusal => {
  const pairs = conditionsOf(given(asked, 'tags') ?? []) ?? [];
  if (pairs.length === 0) return { why: 'it names no group: neither `asg_names` nor `tags`' };
  return Object.fromEntries(
    pairs.map(({ name, values: [value = ''] }) => [name.replace(/^tag:/, ''), value]),
  );
};

const inZone = (asked: AskedFault): Piece => {
  const az = wordOf(given(asked, 'az'));
  const zone = az === undefined ? [] : [{ path: 'Placement.AvailabilityZone', values: [az] }];
  const notes = zone.map(() =>
    carried(placeOf(asked, 'az'), ['targets', 'filters'], 'the zone is a filter here'),
  );
  const running = derived(['targets', 'filters'], 'what is not running is no target');
  return {
    fields: { filters: [...zone, { path: 'State.Name', values: ['running'] }] },
    notes: [...notes, running],
  };
};

const some = (asked: AskedFault): Piece | Refusal => {
  const many = howMany(asked, 'instance_count', 'instance_percent');
  if (many !== undefined) return many;
  if (given(asked, 'az') === undefined)
    return {
      why: 'it says neither how many instances nor which zone: `instance_count`, `instance_percent` or `az`',
    };
  return {
    fields: { select: 'ALL' },
    notes: [derived(['targets', 'select'], 'every instance of the group in the zone')],
  };
};

const onInstances =
  (action: string, parameters: (asked: AskedFault) => readonly Piece[]): FaultMaker =>
  (asked): readonly Draft[] | Refusal => {
    const [where, many] = [groups(asked), some(asked)];
    if (isRefusal(where)) return where;
    if (isRefusal(many)) return many;
    return where.map((piece) => faultOf(action, joined(piece, inZone(asked), many), ...parameters(asked)));
  };

/** `asg.actions.terminate_random_instances`. */
export const terminateInGroup = onInstances('aws:ec2:terminate-instances', () => []);

/** `asg.actions.stop_random_instances`. */
export const stopInGroup = onInstances('aws:ec2:stop-instances', (asked) => [
  lasting(asked, 'startInstancesAfterDuration'),
  replacedByGroup,
  without(asked, { force: 'FIS always shuts the operating system down first' }),
]);

const PROCESSES =
  'Launch,Terminate,AddToLoadBalancer,AlarmNotification,AZRebalance,HealthCheck,InstanceRefresh,ReplaceUnhealthy,ScheduledActions';

/** `asg.actions.suspend_processes`: the group itself is the target. */
export const suspendProcesses: FaultMaker = (asked) => {
  const target = theGroups(asked);
  if (isRefusal(target)) return target;
  const named = wordsOf(given(asked, 'process_names'));
  const note =
    named.length > 0
      ? carried(placeOf(asked, 'process_names'), ['parameters', 'processes'], 'the processes, with commas')
      : derived(['parameters', 'processes'], 'no process is named, which means all of them');
  const processes: Piece = { fields: { processes: named.join(',') || PROCESSES }, notes: [note] };
  return [faultOf('asg/suspend-process', target, processes, lasting(asked, 'duration'))];
};

const UNKNOWN_ID = 'FILL-IN-id';

const theGroups = (asked: AskedFault): Piece | Refusal => {
  const resourceType = 'aws:ec2:autoscaling-group';
  const names = wordsOf(given(asked, 'asg_names'));
  if (names.length > 0) {
    const arns = names.map((name) =>
      arnOf(asked.where, 'autoscaling', `autoScalingGroup:${UNKNOWN_ID}:autoScalingGroupName/`, name),
    );
    const fix =
      'write the ARNs: aws autoscaling describe-auto-scaling-groups --query "AutoScalingGroups[].AutoScalingGroupARN"';
    const message = 'the ARN of a group has an id in it that only AWS knows';
    return {
      fields: { resourceType, arns, select: `COUNT(${arns.length})` },
      notes: [changed(placeOf(asked, 'asg_names'), ['targets', 'arns'], message, fix)],
    };
  }
  const tags = tagsOf(asked);
  if (isRefusal(tags)) return tags;
  return {
    fields: { resourceType, tags, select: 'ALL' },
    notes: [carried(placeOf(asked, 'tags'), ['targets', 'tags'], 'every group that has these tags')],
  };
};
