import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { EC2Client } from '@aws-sdk/client-ec2';
import * as fc from 'fast-check';
import { idOf } from '../../../../adapters/fis/looks/look.ts';
import { inMemory, type Line, newLine } from './line.ts';
import { driverOn, faultOn, type Service, type World, worldsOf } from './service.ts';

const action = 'ec2/isolate';
const isolating = 'sg-0';

/** An instance's ARN. */
export const arnOf = (id: string): string => `arn:aws:ec2:eu-west-1:111122223333:instance/${id}`;

type Filtered = { readonly Filters: readonly { readonly Values: readonly string[] }[] };

const valuesIn = ({ Filters }: Filtered): readonly string[] => Filters.flatMap(({ Values }) => Values);

/** What EC2 answers about instances. */
export const describing = (ids: () => readonly string[]) => ({
  DescribeInstances: (asked: Filtered) => ({
    Reservations: [
      {
        OwnerId: '111122223333',
        Instances: ids()
          .filter((id) => valuesIn(asked).includes(id))
          .map((InstanceId) => ({ InstanceId, VpcId: 'vpc-1', State: { Name: 'running' } })),
      },
    ],
  }),
});

/** Auto Scaling, which has no group. */
export const noGroups = (line: Line) => ({
  autoScaling: async () =>
    inMemory(AutoScalingClient, line, {
      DescribeAutoScalingGroups: () => ({ AutoScalingGroups: [] }),
    }),
});

const make = (before: readonly (readonly (readonly string[])[])[]): World => {
  const line = newLine();
  // By instance its interfaces, by interface its groups.
  const instances = new Map(
    before.map((interfaces, n) => [
      `i-${n}`,
      new Map(interfaces.map((groups, i) => [`eni-${n}${i}`, groups])),
    ]),
  );
  const arns = [...instances.keys()].slice(0, -1).map(arnOf);
  const ec2 = inMemory(EC2Client, line, {
    ...describing(() => [...instances.keys()]),
    DescribeSecurityGroups: () => ({ SecurityGroups: [{ VpcId: 'vpc-1' }] }),
    DescribeNetworkInterfaces: (asked: Filtered) => ({
      NetworkInterfaces: valuesIn(asked).flatMap((InstanceId) =>
        [...(instances.get(InstanceId) ?? [])].map(([NetworkInterfaceId, groups]) => ({
          NetworkInterfaceId,
          Attachment: { InstanceId },
          Groups: groups.map((GroupId) => ({ GroupId })),
        })),
      ),
    }),
    ModifyNetworkInterfaceAttribute: ({
      NetworkInterfaceId: id,
      Groups,
    }: {
      readonly NetworkInterfaceId: string;
      readonly Groups: readonly string[];
    }) => {
      if (!Groups.every((group) => /^sg-./.test(group))) throw new Error(`${Groups} are no groups`);
      for (const interfaces of instances.values()) if (interfaces.has(id)) interfaces.set(id, Groups);
      return {};
    },
  });
  return {
    line,
    driver: driverOn(action, { ec2: async () => ec2, ...noGroups(line) }),
    fault: faultOn(action, 'aws:ec2:instance', arns, { securityGroupId: isolating }),
    // In what order EC2 lists an interface's groups says nothing.
    state: () =>
      Object.fromEntries(
        [...instances].map(([id, interfaces]) => [
          id,
          [...interfaces].map(([name, groups]) => [name, groups.toSorted()]),
        ]),
      ),
    itemOf: idOf,
    meddle: (arn) => {
      const interfaces = instances.get(idOf(arn));
      for (const name of interfaces?.keys() ?? []) interfaces?.set(name, ['sg-9']);
    },
  };
};

const anyGroups = fc.shuffledSubarray([isolating, 'sg-1', 'sg-2', 'sg-3'], { minLength: 1 });
const anyInterfaces = fc.array(anyGroups, { minLength: 1, maxLength: 3 });

/** Instances with one or more network interfaces, each in one or more groups. */
export const isolateService: Service = {
  action,
  worlds: worldsOf(fc.array(anyInterfaces, { minLength: 2, maxLength: 3 }), make),
};
