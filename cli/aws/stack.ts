import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { calling } from '../../adapters/aws/calling.ts';
import type { ClientSettings } from '../../adapters/aws/settings.ts';
import type { Machines } from '../../adapters/sfn/machines.ts';
import { NotFound } from '../../core/errors.ts';
import type { AwsChoice } from '../globals.ts';

/** A deployed stack: where its runs, its results and its state machines are. */
export type Stack = {
  readonly stage: string;
  readonly table: string;
  readonly bucket: string;
  readonly machines: Machines;
};

/** What a stack calls its parts, by the name of the output (serverless/outputs.yml). */
export type Outputs = Readonly<Record<string, string>>;

// Emulators hold no whole stack. Only together with --endpoint: what is left in a shell's environment must not lead a
// command to another table than the stack's own.
const variables = {
  TableName: 'FIREDRILL_TABLE',
  BucketName: 'FIREDRILL_BUCKET',
  ExperimentMachineArn: 'FIREDRILL_EXPERIMENT_MACHINE',
  GameDayMachineArn: 'FIREDRILL_GAMEDAY_MACHINE',
} as const;

type Needed = keyof typeof variables;

/** The outputs that no command works without. */
export const neededOutputs = Object.keys(variables) as readonly Needed[];

/** The name of a stage's stack. */
export const stackName = (stage: string): string => `firedrill-${stage}`;

/** The stack of a stage; throws `NotFound` where there is none, or not a whole one. */
export const findStack = async (settings: ClientSettings, choice: AwsChoice): Promise<Stack> => {
  const given = choice.endpoint === undefined ? {} : givenOutputs();
  const isWhole = neededOutputs.every((name) => given[name] !== undefined);
  const outputs = isWhole ? given : { ...(await outputsOf(settings, choice.stage)), ...given };
  const at = (name: Needed): string => outputs[name] ?? missing(choice.stage, name);
  return {
    stage: choice.stage,
    table: at('TableName'),
    bucket: at('BucketName'),
    machines: { experiment: at('ExperimentMachineArn'), gameday: at('GameDayMachineArn') },
  };
};

const givenOutputs = (): Outputs =>
  Object.fromEntries(
    Object.entries(variables).flatMap(([output, name]) => {
      const value = process.env[name];
      return value ? [[output, value]] : [];
    }),
  );

const missing = (stage: string, name: string): never => {
  throw new NotFound(
    `the stack ${stackName(stage)} has no output ${name}: deploy it again with this version of Firedrill`,
  );
};

/** The outputs of a stage's stack; throws `NotFound` where there is none. */
export const outputsOf = async (settings: ClientSettings, stage: string): Promise<Outputs> => {
  const client = new CloudFormationClient(settings);
  const StackName = stackName(stage);
  try {
    const { Stacks } = await calling(`look for the stack ${StackName}`, () =>
      client.send(new DescribeStacksCommand({ StackName })),
    );
    const outputs = Stacks?.[0]?.Outputs ?? [];
    return Object.fromEntries(
      outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    );
  } catch (failure) {
    if (!isNoStack(failure)) throw failure;
    throw new NotFound(
      `there is no stack ${StackName} in this account and Region: deploy it (npx serverless deploy --stage ${stage}), or name another with --stage, --region or --profile`,
      { cause: failure },
    );
  } finally {
    client.destroy();
  }
};

// CloudFormation has no name for it: a ValidationError, `Stack with id … does not exist`.
const isNoStack = (failure: unknown): boolean =>
  failure instanceof Error && /Stack .*does not exist/.test(failure.message);
