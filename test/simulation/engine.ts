import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Executions } from '../../core/ports.ts';
import type { Engine, EngineOptions } from '../../lab/engine/api.ts';
import { createEngine } from '../../lab/engine/engine.ts';
import { executionsBy } from '../support/executions.ts';

/** What an engine asks of the simulation that it runs for at the moment. */
export type Host = Pick<EngineOptions, 'clock' | 'random' | 'invoke'> & {
  readonly onEvent: NonNullable<EngineOptions['onEvent']>;
  /** After how many seconds its executions time out, if they do. */
  readonly timesOutAfterS: number | undefined;
};

const definition = parse(
  readFileSync(new URL('../../statemachines/experiment.asl.yml', import.meta.url), 'utf8'),
) as Readonly<Record<string, unknown>>;

const placeholders = JSON.stringify(definition).matchAll(/\$\{(?<name>\w+)FunctionArn\}/g);
const folderOf = (name: string) =>
  name.replace(/[A-Z]/g, (letter, at: number) => `${at > 0 ? '-' : ''}${letter.toLowerCase()}`);
const substitutions = Object.fromEntries(
  [...placeholders].map(({ groups }) => [`${groups?.name}FunctionArn`, folderOf(groups?.name ?? '')]),
);

// Compiling the machine takes longer than a run does, so one engine serves many runs, each by a name of its own. It
// remembers all of them, so it does not serve for ever.
const runsPerEngine = 100;
let served = 0;
let host: Host | undefined;
let engine: Engine | undefined;
let machines = new Set<string>();

const theHost = (): Host => {
  if (host === undefined) throw new Error('No simulation is running');
  return host;
};

/** The real engine, for one simulation at a time. */
export const engineFor = (next: Host): Engine => {
  host = next;
  served += 1;
  if (engine === undefined || served > runsPerEngine) {
    served = 1;
    machines = new Set();
    let ids = 0;
    engine = createEngine({
      clock: { now: () => theHost().clock.now(), at: (atMs, run) => theHost().clock.at(atMs, run) },
      random: () => theHost().random(),
      id: () => `id-${++ids}`,
      invoke: (...given) => theHost().invoke(...given),
      onEvent: (event) => theHost().onEvent(event),
    });
  }
  return engine;
};

const machineFor = (on: Engine): string => {
  const seconds = theHost().timesOutAfterS;
  const name = seconds === undefined ? 'experiment' : `experiment-${seconds}-s`;
  if (machines.has(name)) return name;
  const timed = seconds === undefined ? definition : { ...definition, TimeoutSeconds: seconds };
  on.createStateMachine(name, timed, substitutions);
  machines.add(name);
  return name;
};

/** The port on an engine. */
export const executionsOf = (on: Engine): Executions => executionsBy(on, () => machineFor(on));
