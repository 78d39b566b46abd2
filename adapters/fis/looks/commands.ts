import { type CommandInvocation, paginateListCommandInvocations, type SSMClient } from '@aws-sdk/client-ssm';
import type { FaultRecord } from '../../../core/run.ts';
import { documentOf } from '../actions/send-command.ts';
import { idOf } from './look.ts';

/** What has come of a command on one target. */
export type CommandLook = {
  readonly arn: string;
  readonly label: string;
  readonly status: string;
  readonly details: string;
};

/** The commands with the fault's document that were sent to its targets since the fault was. FIS gives them no name of ours. */
export const commandsOf = async (
  ssm: SSMClient,
  { targets, parameters, intendedAtMs }: Pick<FaultRecord, 'targets' | 'parameters' | 'intendedAtMs'>,
): Promise<readonly CommandLook[]> => {
  if (intendedAtMs === undefined) return [];
  const document = documentOf(parameters);
  // To the second, so that what was sent within it is among the answers.
  const value = `${new Date(Math.floor(intendedAtMs / 1_000) * 1_000).toISOString().slice(0, 19)}Z`;
  const found: CommandLook[] = [];
  for (const { arn, label } of targets)
    for (const one of await invocationsOn(ssm, idOf(arn), value))
      if (idOf(one.DocumentName ?? '') === document) {
        const { Status: status = 'Pending', StatusDetails: details = status } = one;
        found.push({ arn, label, status, details });
      }
  return found;
};

const invocationsOn = async (
  ssm: SSMClient,
  InstanceId: string,
  value: string,
): Promise<readonly CommandInvocation[]> => {
  const found: CommandInvocation[] = [];
  const request = { InstanceId, Filters: [{ key: 'InvokedAfter' as const, value }] };
  for await (const page of paginateListCommandInvocations({ client: ssm }, request))
    found.push(...(page.CommandInvocations ?? []));
  return found;
};

/** Whether a command does nothing more. */
export const isOver = ({ status }: CommandLook): boolean =>
  ['Success', 'Cancelled', 'TimedOut', 'Failed'].includes(status);

/** Commands in words, by what has come of them. */
export const commandsInWords = (looks: readonly CommandLook[]): string =>
  [...Map.groupBy(looks, ({ details }) => details)]
    .map(([details, alike]) => `command ${details}: ${alike.map(({ label }) => label).join(', ')}`)
    .join('; ');
