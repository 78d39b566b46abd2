import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { calling } from '../../adapters/aws/calling.ts';
import type { ClientSettings } from '../../adapters/aws/settings.ts';
import type { SchedulesPlace } from '../../adapters/scheduler/run-schedule.ts';
import type { Machines } from '../../adapters/sfn/machines.ts';
import { NotFound } from '../../core/errors.ts';
import type { AwsChoice } from '../globals.ts';

/** A deployed stack: where its runs, its results and its state machines are. */
export type Stack = {
  readonly stage: string;
  readonly table: string;
  readonly bucket: string;
  readonly machines: Machines;
  /** Missing in a stack of before there were any. */
  readonly schedules?: SchedulesPlace;
};

/** A stack as CloudFormation describes it. */
export type Deployed = {
  readonly name: string;
  readonly status: string;
  /** By name: serverless/outputs.yml. */
  readonly outputs: Readonly<Record<string, string>>;
  /** By name: serverless/parameters.yml. */
  readonly parameters: Readonly<Record<string, string>>;
};

// Emulators hold no whole stack. Only together with --endpoint: what is left in a shell's environment must not lead a
// command to another table than the stack's own.
const variables = {
  TableName: 'FIREDRILL_TABLE',
  BucketName: 'FIREDRILL_BUCKET',
  ExperimentMachineArn: 'FIREDRILL_EXPERIMENT_MACHINE',
  GameDayMachineArn: 'FIREDRILL_GAMEDAY_MACHINE',
} as const;

type Needed = keyof typeof variables;
const needed = Object.keys(variables) as readonly Needed[];

const ofSchedules = {
  ScheduleGroup: 'FIREDRILL_SCHEDULE_GROUP',
  ScheduleFunctionArn: 'FIREDRILL_SCHEDULE_FUNCTION',
  ScheduleRoleArn: 'FIREDRILL_SCHEDULE_ROLE',
  DeadLettersArn: 'FIREDRILL_DEAD_LETTERS',
} as const;

/** The name of a stage's stack. */
export const stackName = (stage: string): string => `firedrill-${stage}`;

/** The stack of a stage; throws `NotFound` where there is none, or not a whole one. */
export const findStack = async (settings: ClientSettings, choice: AwsChoice): Promise<Stack> => {
  const given = givenOutputs(choice);
  const isWhole = needed.every((name) => given[name] !== undefined);
  const deployed = isWhole ? undefined : await deployedStack(settings, choice.stage);
  if (!isWhole && deployed === undefined) throw new NotFound(noStack(choice.stage));
  return stackOf(choice.stage, { ...deployed?.outputs, ...given });
};

/** The parts of a stack by its outputs; throws `NotFound` where one is missing. */
export const stackOf = (stage: string, outputs: Deployed['outputs']): Stack => {
  const at = (name: Needed): string => {
    const value = outputs[name];
    if (value !== undefined) return value;
    throw new NotFound(`the stack ${stackName(stage)} has no output ${name}: deploy it again`);
  };
  return {
    stage,
    table: at('TableName'),
    bucket: at('BucketName'),
    machines: { experiment: at('ExperimentMachineArn'), gameday: at('GameDayMachineArn') },
    ...schedulesOf(outputs),
  };
};

const schedulesOf = ({
  ScheduleGroup: group,
  ScheduleFunctionArn: functionArn,
  ScheduleRoleArn: roleArn,
  DeadLettersArn: deadLetterArn,
}: Deployed['outputs']): Pick<Stack, 'schedules'> =>
  group && functionArn && roleArn && deadLetterArn
    ? { schedules: { group, functionArn, roleArn, deadLetterArn } }
    : {};

/** Outputs that the environment gives in the place of a stack's own, for emulators. */
export const givenOutputs = ({ endpoint }: AwsChoice): Deployed['outputs'] =>
  Object.fromEntries(
    Object.entries({ ...variables, ...ofSchedules }).flatMap(([output, name]) => {
      const value = endpoint === undefined ? undefined : process.env[name];
      return value ? [[output, value]] : [];
    }),
  );

/** That a stage is not deployed, and what to do. */
export const noStack = (stage: string): string =>
  `there is no stack ${stackName(stage)} in this account and Region: deploy it (npx serverless deploy --stage ${stage}), or name another with --stage, --region or --profile`;

/** The stack of a stage as CloudFormation describes it; undefined where there is none. */
export const deployedStack = async (
  settings: ClientSettings,
  stage: string,
): Promise<Deployed | undefined> => {
  const client = new CloudFormationClient(settings);
  const name = stackName(stage);
  try {
    const { Stacks: [stack] = [] } = await calling(`look for the stack ${name}`, () =>
      client.send(new DescribeStacksCommand({ StackName: name })),
    );
    return {
      name,
      status: stack?.StackStatus ?? '',
      outputs: byName((stack?.Outputs ?? []).map((one) => [one.OutputKey, one.OutputValue])),
      parameters: byName((stack?.Parameters ?? []).map((one) => [one.ParameterKey, one.ParameterValue])),
    };
  } catch (failure) {
    // CloudFormation has no name for it: a ValidationError, `Stack with id … does not exist`.
    if (failure instanceof Error && /Stack .*does not exist/.test(failure.message)) return undefined;
    throw failure;
  } finally {
    client.destroy();
  }
};

const byName = (pairs: readonly (readonly [string | undefined, string | undefined])[]) =>
  Object.fromEntries(
    pairs.flatMap(([name, value]) => (name !== undefined && value !== undefined ? [[name, value]] : [])),
  );
