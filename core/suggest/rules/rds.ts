import { measure } from '../measure.ts';
import { propose } from '../propose.ts';
import { type Scene, wordOf } from '../scene.ts';
import type { Need, Prediction, Suggestion } from '../suggestion.ts';
import { exactly } from '../targets.ts';
import type { Resource } from '../template/template.ts';
import { knownNumber, whyUnknown } from '../template/values.ts';
import { hasStandby, isPrimary } from './databases.ts';
import { needIf, type Rule } from './rule.ts';

/** Database instances: they fail over to their standby; without one they are rebooted, and away. */
export const rds: Rule = (scene) =>
  scene
    .ofType('AWS::RDS::DBInstance')
    .filter(isPrimary)
    .map((database) => failover(scene, database));

const failover = (scene: Scene, database: Resource): Suggestion => {
  const standby = hasStandby(database);
  const word = wordOf(database);
  const fails = standby === false;
  return propose(scene, {
    ...{ system: 'rds-multi-az', event: fails ? 'restarted' : 'failover', hit: [database] },
    title: fails
      ? `Users are served again within two minutes when ${word} restarts`
      : `Users are served again within a minute when ${word} fails over`,
    why: fails
      ? `${word} has no standby. A restart is the mildest way in which it can be away; how long is that for users?`
      : `${word} has a standby. Whether users are well again with it depends on how its clients hold their connections.`,
    faults: [
      {
        name: fails ? 'restart' : 'fail-over',
        action: 'aws:rds:reboot-db-instances',
        targets: exactly(scene, database, 'aws:rds:db'),
        parameters: { forceFailover: fails ? 'false' : 'true' },
      },
    ],
    measured: measure(scene, { resource: database, graceSeconds: 55 }),
    ...{ recoverWithin: 'PT5M', maxTargets: 1, maxPercent: 100 },
    prediction: predictionOf(standby, word, whyUnknown(database.properties.MultiAZ)),
    needs: needsOf(scene, database, standby),
    answers: ['REL 11', 'REL 10', 'REL 9', 'REL 5'],
  });
};

const predictionOf = (standby: boolean | undefined, word: string, why?: string): Prediction => {
  if (standby === false)
    return {
      outcome: 'will fail',
      reason: `Multi-AZ is off: ${word} has no standby to fail over to, so it is away for as long as it restarts; if it is lost, until it is restored from a backup`,
    };
  if (standby === undefined)
    return {
      outcome: 'should hold',
      reason: `if Multi-AZ is on (${why}); without a standby FIS refuses the failover`,
    };
  return {
    outcome: 'should hold',
    reason:
      'a failover takes about a minute (44 s in the workshop of 2021), if its clients notice dead connections and look its name up again; those that did not were down for four minutes',
  };
};

const needsOf = (
  scene: Scene,
  database: Resource,
  standby: boolean | undefined,
): readonly (Need | false)[] => {
  const { BackupRetentionPeriod } = database.properties;
  return [
    needIf(
      standby === false,
      'should',
      `Multi-AZ is off on ${database.id}: this will fail, as there is no standby`,
      () => scene.where(database, 'Properties', 'MultiAZ'),
      'write `MultiAZ: true`, then run the failover in the place of the restart',
    ),
    needIf(
      standby === undefined,
      'must',
      `whether ${database.id} is Multi-AZ is left open: ${whyUnknown(database.properties.MultiAZ)}`,
      () => scene.where(database, 'Properties', 'MultiAZ'),
      'say how it is deployed: `--parameter <name>=<value>`, or `--stack <name> --aws`',
    ),
    needIf(
      knownNumber(BackupRetentionPeriod) === 0,
      'must',
      `${database.id} keeps no backups`,
      () => scene.where(database, 'Properties', 'BackupRetentionPeriod'),
      'write `BackupRetentionPeriod: 7`: it is also what makes restoring to a point in time possible',
    ),
  ];
};
