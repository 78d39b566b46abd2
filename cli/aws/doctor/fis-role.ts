import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import * as z from 'zod';
import { calling } from '../../../adapters/aws/calling.ts';
import { NotFound } from '../../../core/errors.ts';
import { bad, type Finding, ok, warn } from '../../finding.ts';
import { type Check, looking, notDescribed } from './asked.ts';

const again = 'deploy the stack again, and leave its roles to it';

/** Whether FIS may become the role that breaks things, and nobody else's FIS. */
export const fisRole: Check = async ({ deployed, settings, identity }) => {
  const arn = deployed?.outputs.FisRoleArn;
  if (arn === undefined) return [notDescribed('fis-role', 'the role of FIS')];
  const client = new IAMClient(settings);
  const RoleName = arn.slice(arn.lastIndexOf('/') + 1);
  return looking('fis-role', async () => {
    try {
      const { Role } = await calling(`look at the role ${RoleName}`, () =>
        client.send(new GetRoleCommand({ RoleName })),
      );
      return judgeTrust(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''), identity.account, arn);
    } catch (failure) {
      if (!(failure instanceof NotFound)) throw failure;
      return bad('fis-role', `${arn} is not there`, again);
    } finally {
      client.destroy();
    }
  });
};

const oneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]);
const Trust = z.object({
  Statement: z.array(
    z.object({
      Effect: z.string(),
      Action: oneOrMore,
      Principal: z.union([z.string(), z.looseObject({ Service: oneOrMore })]).default(''),
      Condition: z.record(z.string(), z.record(z.string(), oneOrMore)).default({}),
    }),
  ),
});

/** What a trust policy is worth: FIS, for this account only. */
export const judgeTrust = (policy: string, account: string, arn: string): Finding => {
  const trusting = Trust.parse(JSON.parse(policy)).Statement.filter(
    ({ Effect, Action, Principal }) =>
      Effect === 'Allow' &&
      Action.includes('sts:AssumeRole') &&
      typeof Principal === 'object' &&
      Principal.Service.includes('fis.amazonaws.com'),
  );
  if (trusting.length === 0) return bad('fis-role', `${arn} does not trust fis.amazonaws.com`, again);
  const accounts = trusting.map(({ Condition }) =>
    Object.values(Condition).flatMap((keys) =>
      Object.entries(keys).flatMap(([key, values]) =>
        key.toLowerCase() === 'aws:sourceaccount' ? values : [],
      ),
    ),
  );
  if (accounts.some((some) => some.length === 0))
    return warn('fis-role', `${arn} trusts FIS on whoever's behalf: no aws:SourceAccount`, again);
  return accounts.every((some) => some.includes(account))
    ? ok('fis-role', `${arn} trusts FIS in account ${account}`)
    : bad('fis-role', `${arn} trusts FIS in account ${accounts.flat().join(', ')} only`, again);
};
