import { listOf } from '../../documents/raw.ts';
import { frontsTo } from '../fronts.ts';
import { measure } from '../measure.ts';
import { propose } from '../propose.ts';
import { type Scene, wordOf } from '../scene.ts';
import type { Suggestion } from '../suggestion.ts';
import { exactly } from '../targets.ts';
import type { Resource } from '../template/template.ts';
import { needIf, type Rule } from './rule.ts';

/** Instances that no group replaces: they stop, and start again. */
export const ec2: Rule = (scene) =>
  scene.ofType('AWS::EC2::Instance').map((instance) => stops(scene, instance));

const stops = (scene: Scene, instance: Resource): Suggestion => {
  const word = wordOf(instance);
  const sisters = sistersOf(scene, instance);
  const alone = sisters.length < 2;
  return propose(scene, {
    ...{ system: 'ec2-alb', event: 'stops', hit: [instance] },
    title: `Users notice nothing when ${word} stops`,
    why: `${word} will stop one day, and no group starts another in its place.`,
    faults: [
      {
        name: 'stop',
        action: 'aws:ec2:stop-instances',
        targets: exactly(scene, instance, 'aws:ec2:instance'),
        parameters: { startInstancesAfterDuration: 'PT3M' },
      },
    ],
    measured: measure(scene, { resource: instance, graceSeconds: 10 }),
    ...{ recoverWithin: 'PT5M', maxTargets: 1, maxPercent: 100 },
    prediction: alone
      ? {
          outcome: 'will fail',
          reason: `${word} is a single instance: while it is stopped, nothing does its work`,
        }
      : {
          outcome: 'should hold',
          reason: `${sisters.length - 1} more instances are behind the same load balancer`,
        },
    needs: [
      needIf(
        alone,
        'should',
        `${instance.id} is a single instance: there is none to take over, and none to replace it`,
        () => scene.where(instance),
        'put two or more into an Auto Scaling group over two zones, behind a load balancer',
      ),
    ],
    answers: ['REL 11', 'REL 10'],
  });
};

/** The instances that share a target group, itself among them. */
const sistersOf = (scene: Scene, instance: Resource): readonly Resource[] => [
  ...new Set(
    frontsTo(scene, instance).flatMap(({ parts }) =>
      parts.flatMap(({ properties }) =>
        scene.named([properties.Targets, properties.Instances], 'AWS::EC2::Instance'),
      ),
    ),
  ),
];

/** Volumes of the stack: their input and output stands still. */
export const ebs: Rule = (scene) => scene.ofType('AWS::EC2::Volume').map((volume) => stalls(scene, volume));

const stalls = (scene: Scene, volume: Resource): Suggestion => {
  const word = wordOf(volume);
  const owners = [
    ...scene.referrers(volume.id, 'AWS::EC2::Instance'),
    ...scene
      .referrers(volume.id, 'AWS::EC2::VolumeAttachment')
      .flatMap(({ properties }) => scene.named(properties.InstanceId, 'AWS::EC2::Instance')),
  ];
  const [owner] = owners;
  return propose(scene, {
    ...{ system: 'ebs', event: 'volume-stalls', hit: [volume], about: owners },
    title: `Users are served when the volume ${word} answers nothing for a minute`,
    why: `A volume that stalls is worse than one that is gone: everything that reads or writes it waits.`,
    faults: [
      {
        name: 'pause-io',
        action: 'aws:ebs:pause-volume-io',
        targets: exactly(scene, volume, 'aws:ec2:ebs-volume'),
        parameters: { duration: 'PT1M' },
      },
    ],
    measured: measure(scene, { resource: owner ?? volume, graceSeconds: 10 }),
    ...{ recoverWithin: 'PT3M', maxTargets: 1, maxPercent: 100 },
    prediction:
      owner && sistersOf(scene, owner).length > 1
        ? {
            outcome: 'should hold',
            reason: 'others serve, once the health check has noticed that this instance waits',
          }
        : {
            outcome: 'will fail',
            reason: `${owner ? wordOf(owner) : 'its only user'} waits for ${word} for the whole minute, and nothing takes over`,
          },
    needs: [
      needIf(
        listOf(scene.ofType('AWS::DLM::LifecyclePolicy')).length === 0 &&
          scene.ofType('AWS::Backup::BackupPlan').length === 0,
        'should',
        `nothing in the template backs ${volume.id} up`,
        () => scene.where(volume),
        'add an `AWS::DLM::LifecyclePolicy` or an `AWS::Backup::BackupPlan`, or know where that happens',
      ),
    ],
    answers: ['REL 11', 'REL 5', 'REL 9'],
  });
};
