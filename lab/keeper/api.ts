import type { MetricExpression } from '../../core/documents/metric-expression.ts';
import type { MetricQuery } from '../../core/experiment.ts';
import type {
  AlarmConfiguration,
  AlarmState,
  AnyAlarmConfiguration,
  CompositeAlarmConfiguration,
} from '../cloudwatch/alarm.ts';
import type { RdsEvent } from '../database/rds-event.ts';
import type { Release } from '../workload/messages.ts';
import type { LambdaOperations } from './api-lambda.ts';
import type { NetworkOperations, Subnet } from './api-network.ts';
import type { LabDbInstance, RdsOperations } from './api-rds.ts';
import type { SsmOperations } from './api-ssm.ts';

// All instants are lab epoch milliseconds, all durations lab milliseconds.

/** The states of an EC2 instance. */
export type InstanceState = 'pending' | 'running' | 'shutting-down' | 'stopping' | 'stopped' | 'terminated';

/** An instance as EC2 describes it, and the operating-system process that is its server. */
export type LabInstance = {
  readonly instanceId: string;
  readonly arn: string;
  readonly zone: string;
  readonly state: InstanceState;
  readonly tags: Readonly<Record<string, string>>;
  readonly launchedAtMs: number;
  /** Absent while no server process of this instance lives. */
  readonly serverPid?: number;
  readonly serverStartTime?: string;
  /** Where the server listens, or listened last. */
  readonly port?: number;
  /** When the keeper starts it again by itself (`startAfterMs` of StopInstances). */
  readonly startAtMs?: number;
  /** The documents that Systems Manager is running on it. */
  readonly commands: readonly string[];
  /** What runs, or ran last, as its server. */
  readonly release: Release;
  /** The load balancer knows it. */
  readonly registered: boolean;
};

/** What an operation did to one instance's state. */
export type InstanceStateChange = {
  readonly instanceId: string;
  readonly previousState: InstanceState;
  readonly currentState: InstanceState;
};

/** What the operating system says about an instance's server at this moment. */
export type InstanceReality = {
  /** The server process last started for this instance lives: same pid, same start time. */
  readonly processAlive: boolean;
  /** Its port accepts a connection. */
  readonly portOpen: boolean;
  /** How many processes there are on it that do nothing but burn CPU time. */
  readonly burners: number;
};

/** ELB's own words for the health of a target. */
export type TargetHealthState = 'initial' | 'healthy' | 'unhealthy' | 'draining';

/** The health of one target as the load balancer sees it. */
export type TargetHealth = {
  readonly targetId: string;
  readonly port: number;
  readonly zone: string;
  readonly state: TargetHealthState;
  readonly reason?: string;
};

/** A member of an auto-scaling group. */
export type GroupMember = {
  readonly instanceId: string;
  readonly zone: string;
  readonly lifecycleState: 'Pending' | 'InService' | 'Terminating';
};

/** An auto-scaling group. */
export type AutoScalingGroup = {
  readonly name: string;
  readonly desired: number;
  readonly zones: readonly string[];
  readonly suspendedProcesses: readonly string[];
  readonly instances: readonly GroupMember[];
  /** Replacements that are waiting for their launch delay. */
  readonly launching: readonly { readonly zone: string; readonly atMs: number }[];
};

/** One period of a metric; `value` is null where there is no data. */
export type MetricPoint = { readonly atMs: number; readonly value: number | null };

/** The points of an expression, by period start, oldest first. */
export type MetricData = {
  readonly points: readonly MetricPoint[];
  /** Everything that happened before this instant is counted; a period that ends later may still grow. */
  readonly completeUntilMs: number;
};

/** An alarm and the state it is in. */
export type AlarmOf<Configuration extends AnyAlarmConfiguration> = {
  readonly arn: string;
  readonly configuration: Configuration;
  readonly state: AlarmState;
  readonly stateReason: string;
  readonly stateUpdatedAtMs: number;
  readonly createdAtMs: number;
  /** When the rules were last applied; absent before the first time. */
  readonly evaluatedAtMs?: number;
};

/** A metric alarm and the state it is in. */
export type Alarm = AlarmOf<AlarmConfiguration>;

/** A composite alarm and the state it is in. */
export type CompositeAlarm = AlarmOf<CompositeAlarmConfiguration>;

/** The kinds of alarms, by CloudWatch's names. */
export type AlarmType = 'MetricAlarm' | 'CompositeAlarm';

/** One line of an alarm's history. */
export type AlarmHistoryItem = {
  readonly alarmName: string;
  readonly alarmType: AlarmType;
  readonly atMs: number;
  readonly type: 'ConfigurationUpdate' | 'StateUpdate';
  readonly summary: string;
  /** CloudWatch's HistoryData: JSON of the old and the new state, or of the configuration. */
  readonly data: string;
  readonly previousState?: AlarmState;
  readonly state?: AlarmState;
  readonly reason?: string;
};

/** A recurring schedule of the dead man. */
export type Schedule = {
  readonly name: string;
  readonly startAtMs: number;
  readonly everyMs: number;
  readonly input: unknown;
  readonly nextAtMs: number;
  readonly runs: number;
  readonly lastRun?: { readonly atMs: number; readonly exitCode: number | null };
};

/** An event in EventBridge's envelope. */
export type EventEnvelope<DetailType extends string, Source extends string, Detail> = {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': DetailType;
  readonly source: Source;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Detail;
};

/** One side of an alarm's change of state. */
export type AlarmStateDetail = {
  readonly value: AlarmState;
  readonly reason: string;
  readonly reasonData?: string;
  readonly timestamp: string;
};

/** `CloudWatch Alarm State Change`, in AWS's shape. */
export type AlarmStateChangeEvent = EventEnvelope<
  'CloudWatch Alarm State Change',
  'aws.cloudwatch',
  {
    readonly alarmName: string;
    readonly configuration: { readonly description?: string } & (
      | { readonly metrics: readonly unknown[] }
      | { readonly alarmRule: string }
    );
    readonly previousState: AlarmStateDetail;
    readonly state: AlarmStateDetail;
  }
>;

/** `EC2 Instance State-change Notification`, in AWS's shape. */
export type InstanceStateChangeEvent = EventEnvelope<
  'EC2 Instance State-change Notification',
  'aws.ec2',
  { readonly 'instance-id': string; readonly state: InstanceState }
>;

/** A change of a target's health. AWS has no such event; the live view wants it. */
export type TargetHealthChangeEvent = EventEnvelope<
  'Lab Target Health Change',
  'lab.elasticloadbalancing',
  { readonly target: TargetHealth; readonly previousState: TargetHealthState }
>;

/** `RDS DB Instance Event`, in AWS's shape. */
export type DbInstanceEvent = EventEnvelope<RdsEvent['detail-type'], RdsEvent['source'], RdsEvent['detail']>;

/** One event and its place in the stream. */
export type LabEvent = {
  readonly seq: number;
  readonly atMs: number;
  readonly event:
    | AlarmStateChangeEvent
    | InstanceStateChangeEvent
    | TargetHealthChangeEvent
    | DbInstanceEvent;
};

/** What the users saw in the last seconds. */
export type UsersView = {
  readonly windowMs: number;
  readonly ok: number;
  readonly failed: number;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
};

/** Everything a live view needs, in one answer. */
export type Snapshot = {
  readonly labId: string;
  readonly nowMs: number;
  readonly scale: number;
  /** The front page answers through the load balancer. */
  readonly ready: boolean;
  readonly instances: readonly (LabInstance & { readonly health?: TargetHealthState })[];
  readonly database: LabDbInstance;
  /** Subnets whose network ACL is not their own. */
  readonly disrupted: readonly Subnet[];
  readonly users: UsersView;
  readonly alarms: readonly Alarm[];
  readonly dns: Readonly<Record<string, string>>;
  /** The last event's number: follow the stream from here and nothing is missed. */
  readonly lastEventSeq: number;
};

/** Every operation of the keeper: `POST /<service>/<Operation>`, input and answer. */
export type LabOperations = SsmOperations &
  LambdaOperations &
  NetworkOperations &
  RdsOperations & {
    'ec2/DescribeInstances': {
      input: {
        readonly tags?: Readonly<Record<string, string>>;
        readonly ids?: readonly string[];
        readonly states?: readonly InstanceState[];
      };
      answer: { readonly instances: readonly LabInstance[] };
    };
    'ec2/StopInstances': {
      input: {
        readonly instanceIds: readonly string[];
        readonly startAfterMs?: number;
        readonly clientToken?: string;
      };
      answer: { readonly changes: readonly InstanceStateChange[] };
    };
    'ec2/StartInstances': {
      input: { readonly instanceIds: readonly string[] };
      answer: { readonly changes: readonly InstanceStateChange[] };
    };
    'ec2/TerminateInstances': {
      input: { readonly instanceIds: readonly string[]; readonly clientToken?: string };
      answer: { readonly changes: readonly InstanceStateChange[] };
    };
    /** The instance stays `running`; its server ends and is started again. */
    'ec2/RebootInstances': {
      input: { readonly instanceIds: readonly string[]; readonly clientToken?: string };
      answer: Record<string, never>;
    };
    'ec2/ProbeInstance': { input: { readonly instanceId: string }; answer: InstanceReality };
    'elbv2/DescribeTargetHealth': {
      input: Record<string, never>;
      answer: { readonly targets: readonly TargetHealth[] };
    };
    /** Out of the group it stays, also when its server starts anew, until it is registered again. */
    'elbv2/DeregisterTargets': {
      input: { readonly targetIds: readonly string[]; readonly clientToken?: string };
      answer: Record<string, never>;
    };
    'elbv2/RegisterTargets': {
      input: { readonly targetIds: readonly string[] };
      answer: Record<string, never>;
    };
    'autoscaling/DescribeAutoScalingGroups': {
      input: Record<string, never>;
      answer: { readonly groups: readonly AutoScalingGroup[] };
    };
    'cloudwatch/GetMetricData': {
      input: {
        readonly expression: MetricExpression;
        readonly metrics: Readonly<Record<string, MetricQuery>>;
        readonly periodMs: number;
        readonly fromMs: number;
        readonly toMs: number;
      };
      answer: MetricData;
    };
    'cloudwatch/PutMetricAlarm': { input: AlarmConfiguration; answer: Alarm };
    'cloudwatch/PutCompositeAlarm': { input: CompositeAlarmConfiguration; answer: CompositeAlarm };
    'cloudwatch/DescribeAlarms': {
      input: {
        readonly alarmNames?: readonly string[];
        readonly alarmNamePrefix?: string;
        readonly stateValue?: AlarmState;
        /** "If you omit this parameter, only metric alarms are returned" (API_DescribeAlarms). */
        readonly alarmTypes?: readonly AlarmType[];
      };
      answer: { readonly alarms: readonly Alarm[]; readonly compositeAlarms: readonly CompositeAlarm[] };
    };
    'cloudwatch/DescribeAlarmHistory': {
      input: { readonly alarmName: string; readonly fromMs?: number };
      /** Oldest first. */
      answer: { readonly items: readonly AlarmHistoryItem[] };
    };
    'cloudwatch/DeleteAlarms': {
      input: { readonly alarmNames: readonly string[] };
      answer: Record<string, never>;
    };
    'cloudwatch/SetAlarmState': {
      input: { readonly alarmName: string; readonly state: AlarmState; readonly reason: string };
      answer: Record<string, never>;
    };
    'scheduler/PutSchedule': {
      input: {
        readonly name: string;
        readonly startAtMs: number;
        readonly everyMs: number;
        readonly input: unknown;
      };
      answer: Schedule;
    };
    'scheduler/GetSchedule': { input: { readonly name: string }; answer: Schedule };
    'scheduler/DeleteSchedule': { input: { readonly name: string }; answer: Record<string, never> };
    'scheduler/ListSchedules': {
      input: { readonly namePrefix?: string };
      answer: { readonly schedules: readonly Schedule[] };
    };
    /** Puts a release on the web tier, one instance after the other, each when the one before is in service. */
    'lab/Deploy': { input: { readonly release: Release }; answer: Record<string, never> };
    'faults/RevokeToken': { input: { readonly prefix: string }; answer: Record<string, never> };
  };

/** The name of an operation, as in its path. */
export type LabOperation = keyof LabOperations;
