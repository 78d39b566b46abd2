import { WrongAsAsked } from '../../../core/errors.ts';
import type { Attribute } from '../attribute/attribute.ts';

// https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_SuspendProcesses.html
const known = [
  'Launch',
  'Terminate',
  'AddToLoadBalancer',
  'AlarmNotification',
  'AZRebalance',
  'HealthCheck',
  'InstanceRefresh',
  'ReplaceUnhealthy',
  'ScheduledActions',
];

/** `asg/suspend-process`: a group that no longer launches, replaces or scales as it should. */
export const suspendProcess: Attribute = {
  action: 'asg/suspend-process',
  facts: {
    iamEnforced: 'yes',
    resourceType: 'aws:ec2:autoscaling-group',
    undo: 'resume the processes that this fault has suspended',
  },
  parameters: ['processes'],
  together: true,
  faulty: (parameters) => {
    processesIn(parameters);
    return (before) => Object.fromEntries(Object.keys(before).map((name) => [name, 'suspended']));
  },
};

/** The processes that a fault names, as in `Launch,ReplaceUnhealthy`. */
export const processesIn = ({ processes = '' }: Readonly<Record<string, string>>): readonly string[] => {
  const named = processes.split(',').map((name) => name.trim());
  const wrong = named.find((name) => !known.includes(name));
  if (wrong !== undefined)
    throw new WrongAsAsked(
      `processes is a list of ${known.join(', ')}, with commas; ${JSON.stringify(wrong)} is none of them`,
    );
  return [...new Set(named)].sort();
};
