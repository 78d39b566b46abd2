import { paginateDescribeAutomationExecutions, type SSMClient } from '@aws-sdk/client-ssm';
import type { FaultRecord } from '../../../core/run.ts';
import { documentOf } from '../actions/send-command.ts';

/** A runbook that was started since the fault was sent. FIS gives it no name of ours. */
export type AutomationLook = { readonly id: string; readonly status: string };

/** The runs of the fault's runbook since it was sent. */
export const automationsOf = async (
  ssm: SSMClient,
  { parameters, intendedAtMs }: Pick<FaultRecord, 'parameters' | 'intendedAtMs'>,
): Promise<readonly AutomationLook[]> => {
  if (intendedAtMs === undefined) return [];
  const document = documentOf(parameters);
  const since = `${new Date(Math.floor(intendedAtMs / 1_000) * 1_000).toISOString().slice(0, 19)}Z`;
  const Filters = [
    { Key: 'DocumentNamePrefix' as const, Values: [document] },
    { Key: 'StartTimeAfter' as const, Values: [since] },
  ];
  const found: AutomationLook[] = [];
  for await (const page of paginateDescribeAutomationExecutions({ client: ssm }, { Filters }))
    for (const one of page.AutomationExecutionMetadataList ?? []) {
      const { AutomationExecutionId: id = '', DocumentName, AutomationExecutionStatus: status } = one;
      if (DocumentName === document) found.push({ id, status: status ?? 'Pending' });
    }
  return found;
};

const succeeded = ['Success', 'CompletedWithSuccess'];
const cutOff = ['Cancelled', 'CompletedWithFailure', 'Exited', 'Failed', 'Rejected', 'TimedOut'];

/** Whether a runbook has run to its end by itself. */
export const hasSucceeded = ({ status }: AutomationLook): boolean => succeeded.includes(status);

/** Whether a runbook does nothing more. */
export const isOver = ({ status }: AutomationLook): boolean => [...succeeded, ...cutOff].includes(status);
