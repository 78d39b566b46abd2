import type { EC2Client } from '@aws-sdk/client-ec2';
import { lookAtInstances } from './instances.ts';
import { idOf, type Look, type Resource } from './look.ts';

/** The cluster and the name in a node group's ARN, which ends in `nodegroup/<cluster>/<name>/<uuid>`. */
export const nodeGroupIn = (arn: string): { readonly cluster: string; readonly name: string } | undefined => {
  const [, cluster, name] = /:nodegroup\/([^/]+)\/([^/]+)\//.exec(arn) ?? [];
  return cluster && name ? { cluster, name } : undefined;
};

/** The instances of a managed node group, found by the tags that EKS gives them. */
export const instancesOfNodeGroup = async (ec2: EC2Client, arn: string): Promise<readonly Resource[]> => {
  const group = nodeGroupIn(arn);
  if (group === undefined) return [];
  const tags = { 'eks:cluster-name': group.cluster, 'eks:nodegroup-name': group.name };
  return (await lookAtInstances(ec2)({ tags })).filter(({ ended }) => !ended);
};

/** Managed node groups by ARN: which instances each has. */
export const lookAtNodeGroups =
  (ec2: EC2Client): Look =>
  async ({ arns = [] }) =>
    Promise.all(
      arns.map(async (arn) => {
        const ids = (await instancesOfNodeGroup(ec2, arn)).map(({ target }) => idOf(target.arn)).sort();
        const target = { arn, label: nodeGroupIn(arn)?.name ?? arn, tags: {}, containers: [] };
        return { target, described: {}, state: { instances: ids.join(', ') } };
      }),
    );
