import {
  type CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateListStackResources,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { NotFound } from '../../core/errors.ts';
import { calling, failureOf } from '../aws/calling.ts';

/** A deployed stack as CloudFormation knows it, its template after all macros. */
export type DeployedTemplate = {
  readonly text: string;
  readonly stack: string;
  readonly region?: string;
  readonly account?: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** The stack's own. */
  readonly tags: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  /** By logical id. */
  readonly physicalIds: Readonly<Record<string, string>>;
};

/** The template of a stack, by its name or ARN, and what became of it. Throws `NotFound` where there is none. */
export const deployedTemplate = async (
  client: CloudFormationClient,
  name: string,
): Promise<DeployedTemplate> => {
  const stack = await describe(client, name);
  const text = await calling(`read the template of the stack ${name}`, async () => {
    const command = new GetTemplateCommand({ StackName: name, TemplateStage: 'Processed' });
    return (await client.send(command)).TemplateBody ?? '';
  });
  const [, region, account] = /^arn:[\w-]+:cloudformation:([\w-]+):(\d+):/.exec(stack.StackId ?? '') ?? [];
  return {
    ...{ text, stack: stack.StackName ?? name },
    ...(region !== undefined && { region }),
    ...(account !== undefined && { account }),
    parameters: parametersOf(stack),
    tags: record((stack.Tags ?? []).map(({ Key, Value }) => [Key, Value])),
    outputs: record((stack.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue])),
    physicalIds: await physicalIds(client, name),
  };
};

const describe = async (client: CloudFormationClient, name: string): Promise<Stack> => {
  try {
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: name }));
    if (stack !== undefined) return stack;
  } catch (cause) {
    // CloudFormation has no name for it: a ValidationError, `Stack with id … does not exist`.
    if (!(cause instanceof Error && /does not exist/.test(cause.message)))
      throw failureOf(`look for the stack ${name}`, cause);
  }
  throw new NotFound(`there is no stack ${name} in this account and Region`);
};

// A parameter that is kept secret comes as asterisks.
const parametersOf = ({ Parameters = [] }: Stack) =>
  record(
    Parameters.map(({ ParameterKey, ParameterValue, ResolvedValue }) => [
      ParameterKey,
      /^\*+$/.test(ParameterValue ?? '') ? undefined : (ResolvedValue ?? ParameterValue),
    ]),
  );

const physicalIds = (client: CloudFormationClient, name: string) =>
  calling(`list the resources of the stack ${name}`, async () => {
    const pairs: (readonly [string | undefined, string | undefined])[] = [];
    for await (const { StackResourceSummaries = [] } of paginateListStackResources(
      { client },
      { StackName: name },
    ))
      pairs.push(
        ...StackResourceSummaries.map((one) => [one.LogicalResourceId, one.PhysicalResourceId] as const),
      );
    return record(pairs);
  });

const record = (pairs: readonly (readonly [string | undefined, string | undefined])[]) =>
  Object.fromEntries(pairs.flatMap(([key, value]) => (key && value ? [[key, value]] : [])));
