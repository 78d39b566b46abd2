import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Experiment, Fault } from '../../../core/experiment.ts';
import { unwilling } from '../../../core/limits.ts';
import { driverOf } from '../../../core/plan.ts';
import type { FaultDriver } from '../../../core/ports.ts';
import { bad, type Finding, ok, warn } from '../../finding.ts';
import { awsDrivers } from '../drivers.ts';
import { type Check, looking } from './asked.ts';

/** Whether what an experiment could hit is there, and carries the consent tag that the stack's roles ask for. */
export const consent: Check = async ({ experiment, settings, stack, deployed }) => {
  if (experiment === undefined) return [];
  // Looking for targets writes nothing to the table.
  const client = new DynamoDBClient(settings);
  const drivers = awsDrivers(settings, { client, name: stack?.table ?? '' });
  const found = await Promise.all(
    experiment.faults.map((fault) =>
      looking(`fault ${fault.name}`, () => targetsOf(drivers, fault, experiment)),
    ),
  ).finally(() => client.destroy());
  return [...sameTag(experiment, deployed?.outputs.ConsentTag), ...found.flat()];
};

const sameTag = ({ limits: { consentTag } }: Experiment, asked: string | undefined): readonly Finding[] => {
  const tag = `${consentTag.key}=${consentTag.value}`;
  return asked === undefined || asked === tag
    ? []
    : [
        bad(
          'consent tag',
          `the experiment takes ${tag} for consent, the roles of the stack take ${asked}`,
          'correct limits.consentTag, or deploy with --param consentTag=… and consentValue=…',
        ),
      ];
};

const targetsOf = async (
  drivers: readonly FaultDriver[],
  fault: Fault,
  { limits }: Experiment,
): Promise<Finding> => {
  const check = `fault ${fault.name}`;
  const driver = driverOf(drivers, fault);
  if (driver === undefined)
    return bad(check, `no driver on AWS makes ${fault.action}`, 'see the README for those that there are');
  const candidates = await driver.resolve(fault);
  const { key, value } = limits.consentTag;
  const refusing = unwilling(candidates, limits);
  const labels = refusing.slice(0, 5).join(', ') + (refusing.length > 5 ? ', …' : '');
  if (candidates.length === 0)
    return bad(check, `nothing is found that it could hit`, 'correct its targets, or the Region');
  if (refusing.length === candidates.length)
    return bad(check, `${labels} lacks the tag ${key}=${value}`, 'tag what may be hurt');
  return refusing.length > 0
    ? warn(check, `${labels} lacks the tag ${key}=${value}`, 'it may be chosen, and the run refused: tag it')
    : ok(check, `${candidates.length} candidates, all tagged ${key}=${value}`);
};
