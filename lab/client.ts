import type { LabEvent, LabOperation, LabOperations, Snapshot } from './keeper/api.ts';
import type { LabClock } from './lab-clock.ts';

type Input<Op extends LabOperation> = LabOperations[Op]['input'];
type Answer<Op extends LabOperation> = Promise<LabOperations[Op]['answer']>;

/** The lab's AWS, one method per operation. Every call takes at most 5 s (real) and fails with a `LabError`. */
export type LabClient = {
  readonly labId: string;
  readonly clock: LabClock;
  readonly keeperPid: number;
  describeInstances(input?: Input<'ec2/DescribeInstances'>): Answer<'ec2/DescribeInstances'>;
  stopInstances(input: Input<'ec2/StopInstances'>): Answer<'ec2/StopInstances'>;
  startInstances(input: Input<'ec2/StartInstances'>): Answer<'ec2/StartInstances'>;
  terminateInstances(input: Input<'ec2/TerminateInstances'>): Answer<'ec2/TerminateInstances'>;
  /** Looks at the operating system now; nothing of it comes from the keeper's memory. */
  probeInstance(input: Input<'ec2/ProbeInstance'>): Answer<'ec2/ProbeInstance'>;
  sendCommand(input: Input<'ssm/SendCommand'>): Answer<'ssm/SendCommand'>;
  describeTargetHealth(): Answer<'elbv2/DescribeTargetHealth'>;
  describeAutoScalingGroups(): Answer<'autoscaling/DescribeAutoScalingGroups'>;
  getMetricData(input: Input<'cloudwatch/GetMetricData'>): Answer<'cloudwatch/GetMetricData'>;
  putMetricAlarm(input: Input<'cloudwatch/PutMetricAlarm'>): Answer<'cloudwatch/PutMetricAlarm'>;
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
  /** From now on no Stop, Terminate or SendCommand takes effect whose client token begins with the prefix. */
  revokeToken(input: Input<'faults/RevokeToken'>): Answer<'faults/RevokeToken'>;
  /** `{ 'shop.lab': '127.0.0.1:40123' }`. */
  dns(): Promise<Readonly<Record<string, string>>>;
  snapshot(): Promise<Snapshot>;
  /** Events as they happen, those after number `after` first. Ends when `signal` aborts or the keeper dies. */
  events(options?: { readonly after?: number; readonly signal?: AbortSignal }): AsyncIterable<LabEvent>;
  /** Closes idle connections; the lab goes on. */
  close(): void;
};

/** How a lab is started. */
export type LabOptions = {
  readonly stateDir: string;
  /** Lab seconds per real second. */
  readonly scale: number;
  /** What a due schedule runs: program and arguments; the schedule's input is written to its stdin as JSON. */
  readonly deadManCommand?: readonly string[];
};

/** A call to the lab that did not succeed, by AWS's name where AWS has one. */
export class LabError extends Error {
  static {
    LabError.prototype.name = 'LabError';
  }
  readonly code: string;
  /** The request may have taken effect: it left, and no answer refused it. */
  readonly sent: boolean;
  constructor(code: string, message: string, sent: boolean, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.sent = sent;
  }
}

/** A client for the lab of this state directory, or undefined when no keeper lives. */
export declare const connectLab: (stateDir: string) => LabClient | undefined;

/** Starts a lab that outlives this process, and waits until its front page is healthy. */
export declare const startLab: (options: LabOptions) => Promise<LabClient>;

/** Ends the lab of this state directory and all its processes; sweeps what a dead keeper left. False when there was none. */
export declare const stopLab: (stateDir: string) => Promise<boolean>;
