import { parseDuration } from '../../../core/duration.ts';
import { InjectionRefused } from '../../../core/errors.ts';
import type { ActionFacts } from '../../../core/ports.ts';
import type { FaultRecord, Image } from '../../../core/run.ts';
import type { Instance, MemoryTargets } from './targets.ts';

/** One thing that can be done to instances, and how it shows. */
export type InstanceAction = {
  readonly facts: ActionFacts;
  readonly after: Image;
  /** The part of an instance that this action changes. */
  image(instance: Instance): Image;
  /** Why it would be refused before anything happens. */
  refusal(instance: Instance | undefined, parameters: FaultRecord['parameters']): string | undefined;
  effect(targets: MemoryTargets, arn: string, parameters: FaultRecord['parameters']): void;
  present(instance: Instance, record: FaultRecord): boolean;
  /** For what cannot be undone: whether the system has made good for it. */
  recovered(instance: Instance, all: readonly Instance[]): boolean;
};

const notRunning = (instance: Instance | undefined) =>
  instance?.state === 'running' ? undefined : `it is ${instance?.state ?? 'not there'}`;

const stateOf = ({ state }: Instance): Image => ({ state });

const stop: InstanceAction = {
  facts: {
    revertClass: 'if-asked',
    iamEnforced: 'yes',
    resourceType: 'aws:ec2:instance',
    undo: 'start the instances again',
  },
  after: { state: 'stopped' },
  image: stateOf,
  refusal: (instance, parameters) =>
    restartAfter(parameters) === 'unreadable'
      ? 'startInstancesAfterDuration is no duration'
      : notRunning(instance),
  effect: (targets, arn, parameters) => {
    const afterMs = restartAfter(parameters);
    targets.stop(arn, afterMs === 'unreadable' ? undefined : afterMs);
  },
  present: ({ state }) => state === 'stopped',
  recovered: ({ state }) => state === 'running',
};

const restartAfter = ({ startInstancesAfterDuration: text }: FaultRecord['parameters']) => {
  if (text === undefined) return undefined;
  const parsed = parseDuration(text);
  return parsed.ok ? parsed.value : 'unreadable';
};

const terminate: InstanceAction = {
  facts: {
    revertClass: 'irreversible',
    iamEnforced: 'yes',
    resourceType: 'aws:ec2:instance',
    undo: 'none: a replacement is awaited',
  },
  after: { state: 'terminated' },
  image: stateOf,
  refusal: notRunning,
  effect: (targets, arn) => targets.terminate(arn),
  present: ({ state }) => state === 'terminated',
  recovered: ({ target }, all) =>
    all.some(({ replaces, state }) => replaces === target.arn && state === 'running'),
};

const killProcess: InstanceAction = {
  facts: {
    revertClass: 'irreversible',
    iamEnforced: 'partly',
    resourceType: 'aws:ec2:instance',
    undo: 'none: the process is started again by what supervises it',
  },
  after: { state: 'running', process: 'down' },
  image: ({ state, process }) => ({ state, process }),
  refusal: notRunning,
  effect: (targets, arn) => targets.kill(arn),
  // Looking may come after the supervisor: a process younger than the fault is proof as well.
  present: ({ process, processStartedAtMs }, { intendedAtMs = Number.POSITIVE_INFINITY }) =>
    process === 'down' || processStartedAtMs > intendedAtMs,
  recovered: ({ state, process }) => state === 'running' && process === 'up',
};

/** By the id FIS gives them. */
export const instanceActions: ReadonlyMap<string, InstanceAction> = new Map([
  ['aws:ec2:stop-instances', stop],
  ['aws:ec2:terminate-instances', terminate],
  ['aws:ssm:send-command', killProcess],
]);

/** The action of a fault; one that is not known is refused. */
export const actionOf = ({ action }: Pick<FaultRecord, 'action'>) => {
  const known = instanceActions.get(action);
  if (!known) throw new InjectionRefused(`There is no action ${action}`);
  return known;
};
