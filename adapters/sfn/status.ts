import { DescribeExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { NotFound, ServiceUnavailable } from '../../core/errors.ts';
import type { ExecutionStatus, Executions } from '../../core/ports.ts';
import { calling } from '../aws/calling.ts';
import { executionArn, type Machines } from './machines.ts';

/** How executions stand, by DescribeExecution. A name is looked for on both machines, runs first. */
export const executionStatus = (client: SFNClient, machines: Machines): Pick<Executions, 'status'> => ({
  status: async (name) =>
    (await statusOf(client, executionArn(machines.experiment, name))) ??
    (await statusOf(client, executionArn(machines.gameday, name))),
});

const statuses = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const;

const statusOf = async (client: SFNClient, arn: string): Promise<ExecutionStatus | undefined> => {
  try {
    const { status } = await calling(`describe execution ${arn}`, () =>
      client.send(new DescribeExecutionCommand({ executionArn: arn, includedData: 'METADATA_ONLY' })),
    );
    // A redriven one that waits for its turn will run.
    if (status === 'PENDING_REDRIVE') return 'RUNNING';
    const known = statuses.find((one) => one === status);
    if (known === undefined)
      throw new ServiceUnavailable(`Execution ${arn} has the unknown status ${status}`);
    return known;
  } catch (failure) {
    if (failure instanceof NotFound) return undefined;
    throw failure;
  }
};
