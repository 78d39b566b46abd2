import { randomUUID } from 'node:crypto';
import type { LabClock } from '../lab-clock.ts';
import type { CommandInvocation, RunningCommand, SsmOperations } from './api-ssm.ts';
import type { Instance } from './instance.ts';
import { Refusal } from './refusal.ts';

/** Does something to an instance, and gives what takes it back. Refuses before it has done anything. */
export type Effect = (instance: Instance, parameters: Readonly<Record<string, string>>) => () => void;

type Send = SsmOperations['ssm/SendCommand'];

/** Systems Manager's commands that go on for a time. */
export type Commands = {
  run(effect: Effect, input: Send['input'], instances: readonly Instance[]): Send['answer'];
  list(tokenPrefix: string): readonly RunningCommand[];
  cancel(commandId: string): void;
  /** The instance goes down, and with it what runs on it. */
  goingDown(instance: Instance): void;
};

type Entry = {
  readonly command: RunningCommand;
  readonly takeBack: Map<Instance, () => void>;
  readonly forget: () => void;
};

/** No command yet. */
export const commands = (clock: LabClock): Commands => {
  const running = new Map<string, Entry>();

  const endOn = (instance: Instance, { command, takeBack }: Entry) => {
    takeBack.get(instance)?.();
    takeBack.delete(instance);
    instance.commands.delete(command.commandId);
  };
  const end = (commandId: string) => {
    const entry = running.get(commandId);
    if (entry === undefined) return;
    running.delete(commandId);
    entry.forget();
    for (const instance of [...entry.takeBack.keys()]) endOn(instance, entry);
  };

  return {
    run: (effect, { document, parameters, clientToken, instanceIds }, instances) => {
      const lastsMs = 1000 * Number(parameters.DurationSeconds ?? 60);
      if (!(lastsMs > 0)) throw new Refusal('InvalidParameters', 'DurationSeconds is a number of seconds.');
      const stopped = instances.find(({ state }) => state !== 'running');
      if (stopped) throw new Refusal('InvalidInstanceId', `${stopped.instanceId} is ${stopped.state}.`);
      const commandId = randomUUID();
      const startedAtMs = clock.now();
      const endsAtMs = startedAtMs + lastsMs;
      const takeBack = new Map<Instance, () => void>();
      for (const instance of instances) {
        takeBack.set(instance, effect(instance, parameters));
        instance.commands.set(commandId, document);
      }
      const token = clientToken === undefined ? {} : { clientToken };
      const command = { commandId, document, instanceIds, ...token, startedAtMs, endsAtMs };
      running.set(commandId, { command, takeBack, forget: clock.at(endsAtMs, () => end(commandId)) });
      return { commandId, invocations: instances.map(inProgress) };
    },
    list: (tokenPrefix) =>
      [...running.values()]
        .map(({ command }) => command)
        .filter(({ clientToken = '' }) => clientToken.startsWith(tokenPrefix)),
    cancel: end,
    goingDown: (instance) => {
      for (const entry of running.values()) endOn(instance, entry);
    },
  };
};

const inProgress = ({ instanceId }: Instance): CommandInvocation => ({
  instanceId,
  status: 'InProgress',
  output: '',
});
