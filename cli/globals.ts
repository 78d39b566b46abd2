import { resolve } from 'node:path';
import type { Command } from 'commander';
import { exitCode, Stop } from './exit.ts';

/** Which deployed stack is meant, and with whose credentials it is asked. */
export type AwsChoice = {
  readonly stage: string;
  /** A profile of the AWS configuration files; without it the SDK's default chain. */
  readonly profile?: string;
  readonly region?: string;
  /** Another address than AWS's own: an emulator. */
  readonly endpoint?: string;
};

/** The options that every command has. */
export type GlobalOptions = Partial<AwsChoice> & {
  readonly state: string;
  readonly json?: boolean;
  readonly aws?: boolean;
};

/** The global options that take a value, as they are typed. */
export const optionsWithValue = ['--state', '--profile', '--region', '--stage', '--endpoint'] as const;

/** Where this command keeps its state. */
export const stateDirOf = (command: Command): string =>
  resolve(command.optsWithGlobals<GlobalOptions>().state);

/** Whether this command was asked for JSON lines. */
export const wantsJson = (command: Command): boolean =>
  command.optsWithGlobals<GlobalOptions>().json ?? false;

const onlyOnAws = ['profile', 'region', 'stage', 'endpoint'] as const;

/** The stack that a command is about, or undefined: then it is about the lab. Contradicting options are a usage error. */
export const awsChoiceOf = (command: Command): AwsChoice | undefined => {
  const { aws = false, stage = 'dev', profile, region, endpoint } = command.optsWithGlobals<GlobalOptions>();
  if (!aws) {
    const alone = onlyOnAws.find((name) => command.optsWithGlobals<GlobalOptions>()[name] !== undefined);
    if (alone === undefined) return undefined;
    throw new Stop(exitCode.usage, `--${alone} is about a deployed stack: add --aws`);
  }
  if (isLabs(command))
    throw new Stop(exitCode.usage, '--aws and the lab exclude each other: one of them is meant, not both');
  return { stage, ...(profile && { profile }), ...(region && { region }), ...(endpoint && { endpoint }) };
};

// `--lab` and `--time-scale`, and `lab up` with its sisters.
const isLabs = (command: Command): boolean =>
  command.getOptionValue('lab') === true ||
  command.getOptionValueSource('timeScale') === 'cli' ||
  command.parent?.name() === 'lab';
