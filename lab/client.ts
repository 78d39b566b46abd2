import type { LabEvent, LabOperation, LabOperations, Snapshot } from './keeper/api.ts';
import { readLabFile } from './keeper/lab-file.ts';
import { type KeeperConnection, keeperConnection } from './keeper-connection.ts';
import { type LabClock, labClock } from './lab-clock.ts';
import { isAlive } from './process/process-identity.ts';

type Input<Op extends LabOperation> = LabOperations[Op]['input'];
type Answer<Op extends LabOperation> = Promise<LabOperations[Op]['answer']>;

/** The lab's AWS, one method per operation. Every call takes at most 5 s (real) and fails with a `LabError`. */
export type LabClient = {
  readonly labId: string;
  readonly clock: LabClock;
  readonly keeperPid: number;
  /** Whether its keeper lives. */
  isUp(): boolean;
  describeInstances(input?: Input<'ec2/DescribeInstances'>): Answer<'ec2/DescribeInstances'>;
  stopInstances(input: Input<'ec2/StopInstances'>): Answer<'ec2/StopInstances'>;
  startInstances(input: Input<'ec2/StartInstances'>): Answer<'ec2/StartInstances'>;
  terminateInstances(input: Input<'ec2/TerminateInstances'>): Answer<'ec2/TerminateInstances'>;
  /** Looks at the operating system now; nothing of it comes from the keeper's memory. */
  probeInstance(input: Input<'ec2/ProbeInstance'>): Answer<'ec2/ProbeInstance'>;
  rebootInstances(input: Input<'ec2/RebootInstances'>): Answer<'ec2/RebootInstances'>;
  sendCommand(input: Input<'ssm/SendCommand'>): Answer<'ssm/SendCommand'>;
  listCommands(input: Input<'ssm/ListCommands'>): Answer<'ssm/ListCommands'>;
  cancelCommand(input: Input<'ssm/CancelCommand'>): Answer<'ssm/CancelCommand'>;
  deregisterTargets(input: Input<'elbv2/DeregisterTargets'>): Answer<'elbv2/DeregisterTargets'>;
  registerTargets(input: Input<'elbv2/RegisterTargets'>): Answer<'elbv2/RegisterTargets'>;
  describeSubnets(): Answer<'ec2/DescribeSubnets'>;
  /** Sends something over each link that crosses the subnet's edge, now. */
  probeSubnet(input: Input<'ec2/ProbeSubnet'>): Answer<'ec2/ProbeSubnet'>;
  probeInstanceLinks(input: Input<'ec2/ProbeInstanceLinks'>): Answer<'ec2/ProbeInstanceLinks'>;
  disruptConnectivity(input: Input<'fis/DisruptConnectivity'>): Answer<'fis/DisruptConnectivity'>;
  restoreConnectivity(input: Input<'fis/RestoreConnectivity'>): Answer<'fis/RestoreConnectivity'>;
  replaceNetworkAclAssociation(
    input: Input<'ec2/ReplaceNetworkAclAssociation'>,
  ): Answer<'ec2/ReplaceNetworkAclAssociation'>;
  describeNetworkAcls(input: Input<'ec2/DescribeNetworkAcls'>): Answer<'ec2/DescribeNetworkAcls'>;
  describeDBInstances(): Answer<'rds/DescribeDBInstances'>;
  rebootDBInstance(input: Input<'rds/RebootDBInstance'>): Answer<'rds/RebootDBInstance'>;
  /** Logs in at every node and asks it what it is, now. */
  probeDBInstance(input: Input<'rds/ProbeDBInstance'>): Answer<'rds/ProbeDBInstance'>;
  exhaustConnections(input: Input<'rds/ExhaustConnections'>): Answer<'rds/ExhaustConnections'>;
  releaseConnections(input: Input<'rds/ReleaseConnections'>): Answer<'rds/ReleaseConnections'>;
  listExhaustions(input: Input<'rds/ListExhaustions'>): Answer<'rds/ListExhaustions'>;
  listFunctions(): Answer<'lambda/ListFunctions'>;
  probeFunction(input: Input<'lambda/ProbeFunction'>): Answer<'lambda/ProbeFunction'>;
  disruptFunction(input: Input<'lambda/DisruptFunction'>): Answer<'lambda/DisruptFunction'>;
  restoreFunction(input: Input<'lambda/RestoreFunction'>): Answer<'lambda/RestoreFunction'>;
  updateFunctionConfiguration(
    input: Input<'lambda/UpdateFunctionConfiguration'>,
  ): Answer<'lambda/UpdateFunctionConfiguration'>;
  describeTargetHealth(): Answer<'elbv2/DescribeTargetHealth'>;
  describeAutoScalingGroups(): Answer<'autoscaling/DescribeAutoScalingGroups'>;
  getMetricData(input: Input<'cloudwatch/GetMetricData'>): Answer<'cloudwatch/GetMetricData'>;
  putMetricAlarm(input: Input<'cloudwatch/PutMetricAlarm'>): Answer<'cloudwatch/PutMetricAlarm'>;
  putCompositeAlarm(input: Input<'cloudwatch/PutCompositeAlarm'>): Answer<'cloudwatch/PutCompositeAlarm'>;
  /** Metric alarms; composite ones too where `alarmTypes` says so. */
  describeAlarms(input?: Input<'cloudwatch/DescribeAlarms'>): Answer<'cloudwatch/DescribeAlarms'>;
  describeAlarmHistory(
    input: Input<'cloudwatch/DescribeAlarmHistory'>,
  ): Answer<'cloudwatch/DescribeAlarmHistory'>;
  deleteAlarms(input: Input<'cloudwatch/DeleteAlarms'>): Answer<'cloudwatch/DeleteAlarms'>;
  setAlarmState(input: Input<'cloudwatch/SetAlarmState'>): Answer<'cloudwatch/SetAlarmState'>;
  /** Creates the schedule, or replaces the one of that name. */
  putSchedule(input: Input<'scheduler/PutSchedule'>): Answer<'scheduler/PutSchedule'>;
  /** Fails with `ResourceNotFoundException` when there is none. */
  getSchedule(input: Input<'scheduler/GetSchedule'>): Answer<'scheduler/GetSchedule'>;
  deleteSchedule(input: Input<'scheduler/DeleteSchedule'>): Answer<'scheduler/DeleteSchedule'>;
  listSchedules(input?: Input<'scheduler/ListSchedules'>): Answer<'scheduler/ListSchedules'>;
  /** Takes as long as a rolling deployment does; the call returns when it has begun. */
  deploy(input: Input<'lab/Deploy'>): Answer<'lab/Deploy'>;
  /** From now on no Stop, Terminate or SendCommand takes effect whose client token begins with the prefix. */
  revokeToken(input: Input<'faults/RevokeToken'>): Answer<'faults/RevokeToken'>;
  /** `{ 'shop.lab': '127.0.0.1:40123' }`. */
  dns(): Promise<Readonly<Record<string, string>>>;
  snapshot(): Promise<Snapshot>;
  /**
   * Events as they happen: those after number `after` first, without it only new ones. Ends when `signal` aborts
   * or the keeper dies.
   */
  events(options?: { readonly after?: number; readonly signal?: AbortSignal }): AsyncIterable<LabEvent>;
  /** Closes idle connections; the lab goes on. */
  close(): void;
};

/** A client for the lab of this state directory, or undefined when no keeper lives. */
export const connectLab = (stateDir: string): LabClient | undefined => {
  const file = readLabFile(stateDir);
  if (file === undefined || !isAlive(file.keeper)) return undefined;
  const connection = keeperConnection(file);
  return {
    labId: file.labId,
    clock: labClock(file),
    keeperPid: file.keeper.pid,
    isUp: () => isAlive(file.keeper),
    ...operationsOf(connection),
    ...viewsOf(connection),
  };
};

const operationsOf = (connection: KeeperConnection) => {
  const to =
    <Op extends LabOperation>(operation: Op) =>
    (input: Input<Op>): Answer<Op> =>
      connection.call('POST', `/${operation}`, input);
  const describeInstances = to('ec2/DescribeInstances');
  const describeAlarms = to('cloudwatch/DescribeAlarms');
  const listSchedules = to('scheduler/ListSchedules');
  const describeSubnets = to('ec2/DescribeSubnets');
  const describeDBInstances = to('rds/DescribeDBInstances');
  const listFunctions = to('lambda/ListFunctions');
  const describeTargetHealth = to('elbv2/DescribeTargetHealth');
  const describeAutoScalingGroups = to('autoscaling/DescribeAutoScalingGroups');
  return {
    describeInstances: (input = {}) => describeInstances(input),
    stopInstances: to('ec2/StopInstances'),
    startInstances: to('ec2/StartInstances'),
    terminateInstances: to('ec2/TerminateInstances'),
    probeInstance: to('ec2/ProbeInstance'),
    rebootInstances: to('ec2/RebootInstances'),
    sendCommand: to('ssm/SendCommand'),
    listCommands: to('ssm/ListCommands'),
    cancelCommand: to('ssm/CancelCommand'),
    deregisterTargets: to('elbv2/DeregisterTargets'),
    registerTargets: to('elbv2/RegisterTargets'),
    describeSubnets: () => describeSubnets({}),
    probeSubnet: to('ec2/ProbeSubnet'),
    probeInstanceLinks: to('ec2/ProbeInstanceLinks'),
    disruptConnectivity: to('fis/DisruptConnectivity'),
    restoreConnectivity: to('fis/RestoreConnectivity'),
    replaceNetworkAclAssociation: to('ec2/ReplaceNetworkAclAssociation'),
    describeNetworkAcls: to('ec2/DescribeNetworkAcls'),
    describeDBInstances: () => describeDBInstances({}),
    rebootDBInstance: to('rds/RebootDBInstance'),
    probeDBInstance: to('rds/ProbeDBInstance'),
    exhaustConnections: to('rds/ExhaustConnections'),
    releaseConnections: to('rds/ReleaseConnections'),
    listExhaustions: to('rds/ListExhaustions'),
    listFunctions: () => listFunctions({}),
    probeFunction: to('lambda/ProbeFunction'),
    disruptFunction: to('lambda/DisruptFunction'),
    restoreFunction: to('lambda/RestoreFunction'),
    updateFunctionConfiguration: to('lambda/UpdateFunctionConfiguration'),
    describeTargetHealth: () => describeTargetHealth({}),
    describeAutoScalingGroups: () => describeAutoScalingGroups({}),
    getMetricData: to('cloudwatch/GetMetricData'),
    putMetricAlarm: to('cloudwatch/PutMetricAlarm'),
    putCompositeAlarm: to('cloudwatch/PutCompositeAlarm'),
    describeAlarms: (input = {}) => describeAlarms(input),
    describeAlarmHistory: to('cloudwatch/DescribeAlarmHistory'),
    deleteAlarms: to('cloudwatch/DeleteAlarms'),
    setAlarmState: to('cloudwatch/SetAlarmState'),
    putSchedule: to('scheduler/PutSchedule'),
    getSchedule: to('scheduler/GetSchedule'),
    deleteSchedule: to('scheduler/DeleteSchedule'),
    listSchedules: (input = {}) => listSchedules(input),
    deploy: to('lab/Deploy'),
    revokeToken: to('faults/RevokeToken'),
  } satisfies Partial<LabClient>;
};

const viewsOf = (connection: KeeperConnection) =>
  ({
    dns: () => connection.call('GET', '/dns'),
    snapshot: () => connection.call('GET', '/snapshot'),
    events: async function* ({ after, signal } = {}) {
      const path = after === undefined ? '/events' : `/events?after=${after}`;
      for await (const line of connection.lines(path, signal)) yield JSON.parse(line) as LabEvent;
    },
    close: connection.close,
  }) satisfies Partial<LabClient>;
