import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import * as fc from 'fast-check';
import { inMemory, newLine } from './line.ts';
import { driverOn, faultOn, type Service, type World, worldsOf } from './service.ts';

const action = 'asg/suspend-process';
const prefix = 'arn:aws:autoscaling:eu-west-1:111122223333:autoScalingGroup:0123:autoScalingGroupName/';
const itemOf = (arn: string) => arn.slice(prefix.length);
const processes = ['AZRebalance', 'Launch', 'Terminate'] as const;

type Change = { readonly AutoScalingGroupName: string; readonly ScalingProcesses: readonly string[] };

const make = (before: readonly (readonly string[])[], named: readonly string[]): World => {
  const line = newLine();
  const groups = new Map(before.map((suspended, n) => [`g${n}`, new Set(suspended)]));
  const arns = [...groups.keys()].slice(0, -1).map((name) => `${prefix}${name}`);
  const suspendedIn = (name: string): Set<string> => groups.get(name) ?? new Set();
  const autoScaling = inMemory(AutoScalingClient, line, {
    DescribeAutoScalingGroups: ({ AutoScalingGroupNames }: { AutoScalingGroupNames?: string[] }) => ({
      AutoScalingGroups: [...groups]
        .filter(([name]) => AutoScalingGroupNames?.includes(name) ?? true)
        .map(([AutoScalingGroupName, suspended]) => ({
          AutoScalingGroupName,
          AutoScalingGroupARN: `${prefix}${AutoScalingGroupName}`,
          SuspendedProcesses: [...suspended].map((ProcessName) => ({ ProcessName })),
        })),
    }),
    SuspendProcesses: ({ AutoScalingGroupName, ScalingProcesses }: Change) => {
      for (const name of ScalingProcesses) suspendedIn(AutoScalingGroupName).add(name);
      return {};
    },
    ResumeProcesses: ({ AutoScalingGroupName, ScalingProcesses }: Change) => {
      for (const name of ScalingProcesses) suspendedIn(AutoScalingGroupName).delete(name);
      return {};
    },
  });
  return {
    line,
    driver: driverOn(action, { autoScaling: async () => autoScaling }),
    fault: faultOn(action, 'aws:ec2:autoscaling-group', arns, { processes: named.join(',') }),
    state: () => Object.fromEntries([...groups].map(([name, suspended]) => [name, [...suspended].sort()])),
    itemOf,
    meddle: (arn) => void groups.delete(itemOf(arn)),
  };
};

/** Auto-scaling groups, some of whose processes are suspended already. */
export const groupService: Service = {
  action,
  worlds: worldsOf(
    fc.tuple(
      fc.array(fc.subarray([...processes]), { minLength: 2, maxLength: 4 }),
      fc.subarray([...processes], { minLength: 1 }),
    ),
    ([before, named]) => make(before, named),
  ),
};
