import {
  CreateNetworkAclCommand,
  DeleteNetworkAclCommand,
  DescribeInstancesCommand,
  DescribeNetworkAclsCommand,
  type EC2Client,
  RebootInstancesCommand,
  ReplaceNetworkAclAssociationCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import { parseDuration } from '../../../core/duration.ts';

type Parameters = Readonly<Record<string, string>>;

/** What an action of FIS does to the real resources, and how it ends. */
export type FisEffect = {
  readonly parameters: readonly string[];
  /** Why a template with such parameters is refused. */
  refusal?(parameters: Parameters): string | undefined;
  begin(arns: readonly string[], parameters: Parameters): Promise<void>;
  /** How long the action runs; 0: it is done at once, and FIS undoes nothing. */
  lastsMs(parameters: Parameters): number;
  /** What FIS does when the time is over, or the experiment is stopped. */
  end?(arns: readonly string[]): Promise<void>;
};

const idsOf = (arns: readonly string[]) => arns.map((arn) => arn.slice(arn.lastIndexOf('/') + 1));

const ms = (text: string | undefined): number => {
  const parsed = parseDuration(text ?? 'PT0S');
  return parsed.ok ? parsed.value : Number.NaN;
};

/** FIS's actions on EC2, made on whatever answers as EC2. */
export const ec2Effects = (ec2: EC2Client): Readonly<Record<string, FisEffect>> => ({
  'aws:ec2:stop-instances': {
    parameters: ['startInstancesAfterDuration', 'completeIfInstancesTerminated'],
    refusal: ({ startInstancesAfterDuration: text }) =>
      Number.isNaN(ms(text)) ? `startInstancesAfterDuration: ${text}` : undefined,
    begin: async (arns) => void (await ec2.send(new StopInstancesCommand({ InstanceIds: idsOf(arns) }))),
    lastsMs: ({ startInstancesAfterDuration: text }) => ms(text),
    end: (arns) => startAll(ec2, idsOf(arns)),
  },
  'aws:ec2:reboot-instances': {
    parameters: [],
    begin: async (arns) => void (await ec2.send(new RebootInstancesCommand({ InstanceIds: idsOf(arns) }))),
    lastsMs: () => 0,
  },
  'aws:ec2:terminate-instances': {
    parameters: [],
    begin: async (arns) => void (await ec2.send(new TerminateInstancesCommand({ InstanceIds: idsOf(arns) }))),
    lastsMs: () => 0,
  },
  'aws:network:disrupt-connectivity': {
    parameters: ['scope', 'duration', 'prefixListIdentifier'],
    refusal: ({ scope }) => (scope === 'all' || scope === 'vpc' ? undefined : `scope: ${scope}`),
    begin: async (arns) => {
      for (const subnet of idsOf(arns)) await cutOff(ec2, subnet);
    },
    lastsMs: ({ duration }) => ms(duration),
    end: async (arns) => {
      for (const subnet of idsOf(arns)) await reconnect(ec2, subnet);
    },
  },
});

// EC2 starts all or none, and none that has ended; moto would bring a terminated instance back to life.
const startAll = async (ec2: EC2Client, InstanceIds: string[]): Promise<void> => {
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ InstanceIds }));
  const all = Reservations.flatMap(({ Instances = [] }) => Instances);
  if (all.some(({ State }) => State?.Name === 'terminated')) throw new Error('IncorrectInstanceState');
  await ec2.send(new StartInstancesCommand({ InstanceIds }));
};

const associationOf = async (ec2: EC2Client, subnet: string) => {
  const Filters = [{ Name: 'association.subnet-id', Values: [subnet] }];
  const { NetworkAcls = [] } = await ec2.send(new DescribeNetworkAclsCommand({ Filters }));
  const [acl] = NetworkAcls;
  return { acl, association: acl?.Associations?.find(({ SubnetId }) => SubnetId === subnet) };
};

/** Gives a subnet another network ACL; the answer is the one it had. */
export const replaceAcl = async (
  ec2: EC2Client,
  subnet: string,
  tags: readonly { readonly Key: string; readonly Value: string }[],
): Promise<void> => {
  const { acl, association } = await associationOf(ec2, subnet);
  const TagSpecifications = [
    {
      ResourceType: 'network-acl' as const,
      Tags: [...tags, { Key: 'clone-of', Value: acl?.NetworkAclId ?? '' }],
    },
  ];
  const { NetworkAcl } = await ec2.send(
    new CreateNetworkAclCommand({ VpcId: acl?.VpcId, TagSpecifications }),
  );
  await ec2.send(
    new ReplaceNetworkAclAssociationCommand({
      AssociationId: association?.NetworkAclAssociationId,
      NetworkAclId: NetworkAcl?.NetworkAclId,
    }),
  );
};

const cutOff = (ec2: EC2Client, subnet: string) =>
  replaceAcl(ec2, subnet, [{ Key: 'managedByFIS', Value: 'true' }]);

// What somebody else has put there in the meantime is left alone.
const reconnect = async (ec2: EC2Client, subnet: string): Promise<void> => {
  const { acl, association } = await associationOf(ec2, subnet);
  const tag = (key: string) => acl?.Tags?.find(({ Key }) => Key === key)?.Value;
  if (tag('managedByFIS') !== 'true') return;
  await ec2.send(
    new ReplaceNetworkAclAssociationCommand({
      AssociationId: association?.NetworkAclAssociationId,
      NetworkAclId: tag('clone-of'),
    }),
  );
  await ec2.send(new DeleteNetworkAclCommand({ NetworkAclId: acl?.NetworkAclId }));
};
