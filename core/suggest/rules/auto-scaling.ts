import { measure } from '../measure.ts';
import { propose } from '../propose.ts';
import { type Scene, wordOf } from '../scene.ts';
import type { Need, Prediction, Suggestion } from '../suggestion.ts';
import { instancesOf } from '../targets.ts';
import type { Resource } from '../template/template.ts';
import { knownNumber } from '../template/values.ts';
import { needIf, type Rule } from './rule.ts';

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';

/** Instances of Auto Scaling groups: one is lost, and half of the group at once. */
export const autoScaling: Rule = (scene) =>
  scene.ofType(GROUP).flatMap((group) => {
    const size = sizeOf(group);
    return [
      oneLost(scene, group, size),
      ...(size !== undefined && size >= 3 ? [halfLost(scene, group, size)] : []),
    ];
  });

// What is written there may be anything; a number that no group ever had says nothing of this one.
const largestGroup = 100_000;

/** How many instances a group has as it stands in the template. */
export const sizeOf = ({ properties: { DesiredCapacity, MinSize } }: Resource): number | undefined => {
  const size = knownNumber(DesiredCapacity) ?? knownNumber(MinSize);
  return size !== undefined && size <= largestGroup ? size : undefined;
};

const oneLost = (scene: Scene, group: Resource, size: number | undefined): Suggestion => {
  const word = wordOf(group);
  return propose(scene, {
    ...{ system: 'auto-scaling', event: 'one-instance-lost', hit: [group] },
    title: `Users notice nothing when one instance of ${word} is lost`,
    why: `An instance of ${word} will be lost one day. The others carry its load, and the group replaces it.`,
    faults: [terminate(scene, group, 'lose-one', 'COUNT(1)')],
    measured: measured(scene, group, 10, Math.max(1, (size ?? 2) - 1)),
    ...{ recoverWithin: 'PT10M', maxTargets: 1, maxPercent: size === undefined ? 50 : percent(1, size) },
    prediction: predictionOf(size, word),
    needs: [...common(scene, group), singleInstance(scene, group, size)],
    answers: ['REL 11', 'REL 6', 'REL 7'],
  });
};

const halfLost = (scene: Scene, group: Resource, size: number): Suggestion => {
  const lost = Math.ceil(size / 2);
  const word = wordOf(group);
  return propose(scene, {
    ...{ system: 'auto-scaling', event: 'half-lost', hit: [group] },
    title: `Users notice nothing that lasts when ${lost} of ${size} instances of ${word} are lost`,
    why: `How far is it to the edge? ${size - lost} of ${size} instances of ${word} carry the load of all for some minutes.`,
    faults: [terminate(scene, group, 'lose-half', `COUNT(${lost})`)],
    measured: measured(scene, group, 30, size - lost),
    ...{ recoverWithin: 'PT10M', maxTargets: lost, maxPercent: percent(lost, size) },
    prediction: {
      outcome: 'should hold',
      reason: `if ${size - lost} can carry the load of ${size} until the group has replaced the others; the template cannot say that`,
    },
    needs: [...common(scene, group), noScaling(scene, group)],
    answers: ['REL 11', 'REL 7', 'REL 5'],
  });
};

const terminate = (scene: Scene, group: Resource, name: string, select: string) => ({
  name,
  // A stopped instance would be terminated by its group all the same, and could never be started again.
  action: 'aws:ec2:terminate-instances',
  targets: instancesOf(scene, group, select),
});

const measured = (scene: Scene, group: Resource, graceSeconds: number, left: number) =>
  measure(scene, {
    ...{ resource: group, graceSeconds },
    least: left,
  });

// Rounded up: of three, one is 34 %.
const percent = (part: number, whole: number): number =>
  Math.min(100, Math.ceil((100 * part) / Math.max(whole, 1)));

const predictionOf = (size: number | undefined, word: string): Prediction => {
  if (size === undefined)
    return {
      outcome: 'should hold',
      reason: 'with two instances or more; the template leaves their number to a parameter',
    };
  if (size >= 2)
    return {
      outcome: 'should hold',
      reason: `${size - 1} of ${size} instances go on, and the group launches another`,
    };
  return {
    outcome: 'will fail',
    reason: `${word} has one instance: until the group has launched another, which takes minutes, nobody serves`,
  };
};

const singleInstance = (scene: Scene, group: Resource, size: number | undefined): Need | false =>
  needIf(
    size !== undefined && size < 2,
    'should',
    `${group.id} has ${size === 0 ? 'no instance' : 'a single instance'}: there is none to take over`,
    () =>
      scene.where(
        group,
        'Properties',
        group.properties.DesiredCapacity === undefined ? 'MinSize' : 'DesiredCapacity',
      ),
    'write 2 or more, over two zones or more',
  );

const noScaling = (scene: Scene, group: Resource): Need | false =>
  needIf(
    scene.referrers(group.id, 'AWS::AutoScaling::ScalingPolicy').length === 0,
    'should',
    `${group.id} has no scaling policy: what is left gets no help but the replacements`,
    () => scene.where(group),
    'add an `AWS::AutoScaling::ScalingPolicy`, such as target tracking of `ALBRequestCountPerTarget`',
  );

const common = (scene: Scene, group: Resource): readonly (Need | false)[] => {
  const { HealthCheckType, SuspendedProcesses } = group.properties;
  const behind = [
    ...scene.named(
      group.properties,
      'AWS::ElasticLoadBalancingV2::TargetGroup',
      'AWS::ElasticLoadBalancing::LoadBalancer',
    ),
  ];
  return [
    needIf(
      behind.length > 0 && !/\bELB\b/.test(String(HealthCheckType ?? '')),
      'should',
      `no health check of type ELB on ${group.id}: an instance whose process has died is never replaced`,
      () => scene.where(group, 'Properties', 'HealthCheckType'),
      'write `HealthCheckType: ELB` and a `HealthCheckGracePeriod`',
    ),
    needIf(
      behind.length === 0,
      'should',
      `${group.id} is behind no load balancer of this template, so who sends work to its instances is not known here`,
      () => scene.where(group),
      'name what its users see: an http probe (`--url`), or an alarm',
    ),
    needIf(
      SuspendedProcesses !== undefined,
      'must',
      `${group.id} has suspended processes, so it may replace nothing`,
      () => scene.where(group, 'Properties', 'SuspendedProcesses'),
      'resume `Launch` and `ReplaceUnhealthy`',
    ),
  ];
};
