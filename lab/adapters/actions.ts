import type { LabAction } from './action.ts';
import { cpuStress } from './actions/cpu-stress.ts';
import { deregisterTarget } from './actions/deregister-target.ts';
import { functionConcurrency, invocationDelay, invocationError } from './actions/function-faults.ts';
import { killProcess } from './actions/kill-process.ts';
import { rebootInstances } from './actions/reboot-instances.ts';
import { stopInstances } from './actions/stop-instances.ts';
import { terminateInstances } from './actions/terminate-instances.ts';

// `aws:ssm:send-command` is as many actions as there are documents.
const documents: Readonly<Record<string, LabAction>> = {
  'AWSFIS-Run-CPU-Stress': cpuStress,
  'AWSFIS-Run-Kill-Process': killProcess,
};

const actions: Readonly<Record<string, LabAction>> = {
  'aws:ec2:reboot-instances': rebootInstances,
  'aws:ec2:stop-instances': stopInstances,
  'aws:ec2:terminate-instances': terminateInstances,
  'aws:lambda:invocation-add-delay': invocationDelay,
  'aws:lambda:invocation-error': invocationError,
  'elbv2/deregister-target': deregisterTarget,
  'lambda/concurrency': functionConcurrency,
};

/** Everything the lab can do to its resources. */
export const everyAction: readonly LabAction[] = [...Object.values(actions), ...Object.values(documents)];

/** What an action does in the lab; undefined when it cannot. */
export const actionOf = (
  action: string,
  { documentArn = '' }: Readonly<Record<string, string>> = {},
): LabAction | undefined =>
  action === 'aws:ssm:send-command'
    ? documents[documentArn.slice(documentArn.lastIndexOf('/') + 1)]
    : actions[action];
