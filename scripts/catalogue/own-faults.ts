import { everyAttribute } from '../../adapters/drivers/every-attribute.ts';
import { actionOf as inLab } from '../../lab/adapters/actions.ts';
import { code, codes, table } from './markdown.ts';

// What it does, and which read shows it; everything else is what the drivers say of themselves.
const prose: Readonly<Record<string, readonly [does: string, seen: string]>> = {
  'asg/suspend-process': [
    'A group no longer launches, replaces or scales as it should: `processes` are suspended.',
    '`autoscaling:DescribeAutoScalingGroups`: SuspendedProcesses',
  ],
  'ec2/isolate': [
    'Every network interface of an instance gets one security group, `securityGroupId`, instead of its own. Open connections may live on for a while.',
    '`ec2:DescribeNetworkInterfaces`: Groups',
  ],
  'elbv2/deregister-target': [
    'Load balancers no longer know instances that are well; with `targetGroupArn` only that group.',
    '`elasticloadbalancing:DescribeTargetHealth`',
  ],
  'events/rule': [
    'A rule is disabled: it matches nothing and starts nothing.',
    '`events:DescribeRule`: State',
  ],
  'lambda/concurrency': [
    'A function is throttled by `reservedConcurrentExecutions`, 0 if not said.',
    '`lambda:GetFunctionConcurrency`',
  ],
  'lambda/event-source': [
    'An event source mapping is disabled: what comes in waits, or expires.',
    '`lambda:GetEventSourceMapping`: State',
  ],
  'middy/chaos': [
    "A function's own middleware hurts it (latency, exception, status code) while the `parameter` that it reads says so. Needs the middleware in the function.",
    '`ssm:GetParameter`, and the metric that the middleware writes when it has acted',
  ],
  'ssm/flag': [
    'A parameter tells an application to hurt itself: `fault` as JSON, with the time at which it ends inside the value.',
    '`ssm:GetParameter`',
  ],
};

/** The faults that Firedrill makes without FIS. */
export const ownFaults = (): string =>
  table(
    ['action', 'what it does', 'hits', 'parameters', 'undo', 'seen by', 'IAM', 'lab'],
    everyAttribute
      .toSorted((a, b) => (a.action < b.action ? -1 : 1))
      .map(({ action, facts: { resourceType, undo, iamEnforced }, parameters }) => {
        const [does = '', seen = ''] = prose[action] ?? [];
        const lab = inLab(action) ? 'yes' : '';
        return [
          code(action),
          does,
          code(resourceType),
          codes([...parameters, 'duration']),
          undo,
          seen,
          iamEnforced,
          lab,
        ];
      }),
  );
