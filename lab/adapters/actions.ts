import type { LabAction } from './action.ts';
import { cpuStress } from './actions/cpu-stress.ts';
import { deregisterTarget } from './actions/deregister-target.ts';
import { disruptConnectivity } from './actions/disrupt-connectivity.ts';
import { exhaustConnections } from './actions/exhaust-connections.ts';
import { functionConcurrency, invocationDelay, invocationError } from './actions/function-faults.ts';
import { killProcess } from './actions/kill-process.ts';
import {
  networkBlackholePort,
  networkLatency,
  networkLatencySources,
  networkPacketLoss,
  networkPacketLossSources,
} from './actions/network-faults.ts';
import { rebootDbInstances } from './actions/reboot-db-instances.ts';
import { rebootInstances } from './actions/reboot-instances.ts';
import { stopInstances } from './actions/stop-instances.ts';
import { terminateInstances } from './actions/terminate-instances.ts';

// `aws:ssm:send-command` is as many actions as there are documents.
const documents: Readonly<Record<string, LabAction>> = {
  'AWSFIS-Run-CPU-Stress': cpuStress,
  'AWSFIS-Run-Kill-Process': killProcess,
  'AWSFIS-Run-Network-Blackhole-Port': networkBlackholePort,
  'AWSFIS-Run-Network-Latency': networkLatency,
  'AWSFIS-Run-Network-Latency-Sources': networkLatencySources,
  'AWSFIS-Run-Network-Packet-Loss': networkPacketLoss,
  'AWSFIS-Run-Network-Packet-Loss-Sources': networkPacketLossSources,
};

const actions: Readonly<Record<string, LabAction>> = {
  'aws:ec2:reboot-instances': rebootInstances,
  'aws:ec2:stop-instances': stopInstances,
  'aws:ec2:terminate-instances': terminateInstances,
  'aws:lambda:invocation-add-delay': invocationDelay,
  'aws:lambda:invocation-error': invocationError,
  'aws:network:disrupt-connectivity': disruptConnectivity,
  'aws:rds:reboot-db-instances': rebootDbInstances,
  'elbv2/deregister-target': deregisterTarget,
  'lambda/concurrency': functionConcurrency,
  'rds/exhaust-connections': exhaustConnections,
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
