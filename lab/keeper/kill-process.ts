import { randomUUID } from 'node:crypto';
import { killProcess } from '../process/process-identity.ts';
import { SERVER_PROCESS } from '../workload/settings.ts';
import type { CommandInvocation, SsmOperations } from './api-ssm.ts';
import type { Instance } from './instance.ts';
import { Refusal } from './refusal.ts';

type Command = SsmOperations['ssm/SendCommand'];

/** Runs FIS's kill-process document on instances. Parameters as there: ProcessName, Signal (default SIGTERM). */
export const runKillProcess = (
  { parameters }: Command['input'],
  instances: readonly Instance[],
): Command['answer'] => {
  const processName = parameters.ProcessName;
  if (processName === undefined) throw new Refusal('InvalidParameters', 'ProcessName is required.');
  const signal = signalNamed(parameters.Signal ?? 'SIGTERM');
  const stopped = instances.find(({ state }) => state !== 'running');
  if (stopped) throw new Refusal('InvalidInstanceId', `${stopped.instanceId} is ${stopped.state}.`);
  return {
    commandId: randomUUID(),
    invocations: instances.map((instance) => killIn(instance, processName, signal)),
  };
};

// As FIS documents it: SIGTERM, which the receiver can choose to ignore, and SIGKILL, which cannot be ignored. Anything
// else (SIGSTOP above all) would leave a process that nobody starts again.
const isSignal = (name: string): name is 'SIGTERM' | 'SIGKILL' => name === 'SIGTERM' || name === 'SIGKILL';

const signalNamed = (name: string) => {
  if (isSignal(name)) return name;
  throw new Refusal('InvalidParameters', `Signal is SIGTERM or SIGKILL, not ${name}.`);
};

const killIn = (
  { instanceId, server }: Instance,
  processName: string,
  signal: NodeJS.Signals,
): CommandInvocation => {
  if (processName !== SERVER_PROCESS || server === undefined || !killProcess(server, signal)) {
    return { instanceId, status: 'Failed', output: `No process ${processName} found.` };
  }
  const { pid, startTime } = server;
  return { instanceId, status: 'Success', output: `${signal} sent to ${processName}.`, pid, startTime };
};
