import { type CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { NotFound } from '../../core/errors.ts';
import type { Deployments } from '../../core/ports.ts';
import { failureOf } from '../aws/calling.ts';

/** Stacks by name: one whose status ends in _IN_PROGRESS is being deployed, or rolled back. */
export const deployingStacks = (client: CloudFormationClient): Deployments => ({
  inProgress: async (name) => {
    const status = await statusOf(client, name);
    return status.endsWith('_IN_PROGRESS') ? `the stack ${name} is ${status}` : undefined;
  },
});

const statusOf = async (client: CloudFormationClient, name: string): Promise<string> => {
  try {
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: name }));
    if (stack?.StackStatus !== undefined) return stack.StackStatus;
  } catch (cause) {
    // CloudFormation has no name for it: a ValidationError, `Stack with id … does not exist`.
    if (!(cause instanceof Error && /does not exist/.test(cause.message)))
      throw failureOf(`look for the stack ${name}`, cause);
  }
  throw new NotFound(`there is no stack ${name} in this account and Region`);
};
