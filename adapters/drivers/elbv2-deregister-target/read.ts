import type { EC2Client } from '@aws-sdk/client-ec2';
import {
  DescribeTargetHealthCommand,
  type ElasticLoadBalancingV2Client,
  type TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { lookAtInstances } from '../../fis/looks/instances.ts';
import { idOf } from '../../fis/looks/look.ts';
import type { About, Look, Read } from '../attribute/attribute.ts';
import { allOf } from '../attribute/each-of.ts';
import { unlessGone } from '../attribute/one-by-one.ts';
import { imageOfPorts } from './attribute.ts';

/** What is asked, and which target groups a fault without images yet is about. */
export type Askable = {
  readonly ec2: EC2Client;
  readonly elb: ElasticLoadBalancingV2Client;
  groupsOf(about: About): Promise<readonly string[]>;
};

/** With which target groups instances are registered, and how healthy those find them. */
export const readRegistrations =
  ({ ec2, elb, groupsOf }: Askable): Read =>
  async (targets, about) => {
    const instances = await lookAtInstances(ec2)({ arns: targets.map(({ arn }) => arn) });
    const living = instances.filter(({ ended = false }) => !ended).map(({ target: { arn } }) => arn);
    const groups = await allOf(await groupsOf(about), (group) => membersOf(elb, group));
    const existing = groups.flatMap((group) => group ?? []);
    return new Map(living.map((arn) => [arn, lookOf(arn, existing)]));
  };

/** The target groups in a fault's images. */
export const imagedGroups = (about: About): readonly string[] =>
  'before' in about ? [...new Set(Object.values(about.before).flatMap((image) => Object.keys(image)))] : [];

type Members = { readonly group: string; readonly members: readonly TargetHealthDescription[] };

const membersOf = async (elb: ElasticLoadBalancingV2Client, group: string): Promise<Members | undefined> => {
  const request = new DescribeTargetHealthCommand({ TargetGroupArn: group });
  const answer = await unlessGone(['TargetGroupNotFoundException'], () => elb.send(request));
  return answer && { group, members: (answer.TargetHealthDescriptions ?? []).filter(isRegistered) };
};

// A target that drains takes no new request any more, and is listed until its connections are closed.
const isRegistered = ({ TargetHealth }: TargetHealthDescription): boolean =>
  TargetHealth?.State !== 'draining' && TargetHealth?.Reason !== 'Target.NotRegistered';

const lookOf = (arn: string, groups: readonly Members[]): Look => {
  const own = groups.map(({ group, members }) => ({
    group,
    members: members.filter(({ Target }) => Target?.Id === idOf(arn)),
  }));
  const health = own.flatMap(({ members }) => members.map(({ TargetHealth }) => TargetHealth?.State));
  return {
    image: Object.fromEntries(
      own.map(({ group, members }) => [
        group,
        imageOfPorts(members.flatMap(({ Target }) => Target?.Port ?? [])),
      ]),
    ),
    ...(health.length > 0 && { also: `health ${[...new Set(health)].join(' and ')}` }),
  };
};
