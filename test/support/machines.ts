import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { LambdaFunction } from '../../functions/_lambda/task.ts';

const functionsFolder = new URL('../../functions/', import.meta.url);

/**
 * Functions beside the protocol, which take no ports or more than ports: they tell the bus, keep a stack from being removed,
 * and start what falls due.
 */
export const asideNames: readonly string[] = [
  ...[
    'announce',
    'api',
    'guard-removal',
    'mute-alarms',
    'publish-events',
    'refresh-calendars',
    'slack',
    'slack-work',
  ],
  ...['start-requested', 'tell-people', 'tell-slack'],
];

/** The names of all functions of the protocol: their folders. */
export const functionNames: readonly string[] = readdirSync(functionsFolder).filter(
  (name) => !name.startsWith('_') && !asideNames.includes(name),
);

const placeholder = (name: string) =>
  `${name.replace(/(^|-)(\w)/g, (_, _dash, letter: string) => letter.toUpperCase())}FunctionArn`;

/** What CloudFormation would fill in for the placeholders of the state machines. */
export const substitutions: Readonly<Record<string, string>> = Object.fromEntries(
  functionNames.map((name) => [placeholder(name), name]),
);

/** Every function's handler, by its folder. */
export const handlers: ReadonlyMap<string, LambdaFunction> = new Map(
  await Promise.all(
    functionNames.map(async (name) => {
      const module: unknown = await import(new URL(`${name}/handler.ts`, functionsFolder).href);
      return [name, (module as { handler: LambdaFunction }).handler] as const;
    }),
  ),
);

/** The text of a state machine as it is deployed. */
export const machineText = (machine: 'experiment' | 'gameday'): string =>
  readFileSync(new URL(`../../statemachines/${machine}.asl.yml`, import.meta.url), 'utf8');

/** The definition of a state machine, with its placeholders. */
export const definitionOf = (machine: 'experiment' | 'gameday'): unknown => definitions[machine];

const definitions: Readonly<Record<'experiment' | 'gameday', unknown>> = {
  experiment: parse(machineText('experiment')),
  gameday: parse(machineText('gameday')),
};
