import { GetRoleCommand, type IAMClient } from '@aws-sdk/client-iam';
import { WrongAsAsked } from '../../../core/errors.ts';
import { isNamed } from '../../aws/calling.ts';
import { clientOf } from '../clients.ts';
import { idOf, type Resource, tagsOf } from '../looks/look.ts';
import type { Finder } from './find.ts';

/** Roles of IAM, by ARN alone: neither IAM nor the tagging API lists roles by their tags. */
export const roles: Finder = {
  find: async (needs, { targets: { arns = [] } }) => {
    const iam = await clientOf(needs, 'iam');
    const wrong = arns.find((arn) => !/:role\/.+$/.test(arn));
    if (wrong !== undefined) throw new WrongAsAsked(`${wrong} is not the ARN of a role`);
    const found: Resource[] = [];
    for (const arn of arns) found.push(...(await roleOf(iam, arn)));
    return found;
  },
};

const roleOf = async (iam: IAMClient, arn: string): Promise<readonly Resource[]> => {
  try {
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: idOf(arn) }));
    if (Role?.Arn !== arn) return [];
    const target = { arn, label: idOf(arn), tags: tagsOf(Role.Tags), containers: [] };
    return [{ target, described: Role, state: {} }];
  } catch (failure) {
    if (isNamed(failure, ['NoSuchEntityException'])) return [];
    throw failure;
  }
};
