import { type EC2Client, paginateDescribeSpotInstanceRequests } from '@aws-sdk/client-ec2';
import type { FaultRecord } from '../../../core/run.ts';
import { idOf } from './look.ts';

// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instances-request-status-lifecycle.html
const byExperiment = [
  'marked-for-stop-by-experiment',
  'instance-stopped-by-experiment',
  'instance-terminated-by-experiment',
];

/** The targets whose Spot request says that an experiment interrupts them, with its word. */
export const interruptionsOf = async (
  ec2: EC2Client,
  { targets }: Pick<FaultRecord, 'targets'>,
): Promise<ReadonlyMap<string, string>> => {
  const arns = new Map(targets.map((target) => [idOf(target.arn), target]));
  const Filters = [
    { Name: 'instance-id', Values: [...arns.keys()] },
    { Name: 'status-code', Values: byExperiment },
  ];
  const found = new Map<string, string>();
  for await (const page of paginateDescribeSpotInstanceRequests({ client: ec2 }, { Filters }))
    for (const { InstanceId = '', Status } of page.SpotInstanceRequests ?? []) {
      const hit = arns.get(InstanceId);
      // A filter that were not heeded would prove what is not so.
      if (hit && byExperiment.includes(Status?.Code ?? ''))
        found.set(hit.arn, `${hit.label}: ${Status?.Code}`);
    }
  return found;
};
