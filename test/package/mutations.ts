import type { Spoiling } from './spoil.ts';

/** A way to spoil the template, with the rule that must say so. */
export type Mutation = {
  readonly what: string;
  readonly rule: string;
  readonly spoiling: Spoiling;
  /** Where one place is not enough. */
  readonly and?: Spoiling;
};

const allowing = (role: string, Action: string, Resource: string): Spoiling => ({
  role,
  statement: { Effect: 'Allow', Action, Resource },
});
const instances = 'arn:aws:ec2:eu-central-1:111122223333:instance/*';
const route = (AuthorizationType: string) => ({
  Type: 'AWS::ApiGatewayV2::Route',
  Properties: { AuthorizationType },
});

/** One place spoilt at a time, at least once for every rule. */
export const mutations: readonly Mutation[] = [
  {
    what: 'the dead letters are in the clear',
    rule: 'encrypted',
    spoiling: { at: ['DeadLetters', 'Properties', 'SqsManagedSseEnabled'] },
  },
  {
    what: 'the topic is in the clear',
    rule: 'encrypted',
    spoiling: { at: ['Notices', 'Properties', 'KmsMasterKeyId'] },
  },
  {
    what: 'the table is in the clear',
    rule: 'encrypted',
    spoiling: { at: ['Table', 'Properties', 'SSESpecification', 'SSEEnabled'], to: false },
  },
  {
    what: 'the bucket is in the clear',
    rule: 'encrypted',
    spoiling: { at: ['Bucket', 'Properties', 'BucketEncryption'] },
  },
  {
    what: 'the bucket may be public',
    rule: 'bucketsPrivate',
    spoiling: {
      at: ['Bucket', 'Properties', 'PublicAccessBlockConfiguration', 'BlockPublicPolicy'],
      to: false,
    },
  },
  {
    what: 'the bucket keeps no versions',
    rule: 'bucketsVersioned',
    spoiling: { at: ['Bucket', 'Properties', 'VersioningConfiguration'] },
  },
  { what: 'the bucket has no policy', rule: 'onlyByTls', spoiling: { at: ['BucketPolicy'] } },
  { what: 'the queue has no policy', rule: 'onlyByTls', spoiling: { at: ['DeadLettersPolicy'] } },
  {
    what: 'the table cannot be put back',
    rule: 'tableKept',
    spoiling: { at: ['Table', 'Properties', 'PointInTimeRecoverySpecification'] },
  },
  {
    what: 'the table can be deleted by accident',
    rule: 'tableKept',
    spoiling: { at: ['Table', 'Properties', 'DeletionProtectionEnabled'] },
  },
  {
    what: 'a log is kept for ever',
    rule: 'logsEnd',
    spoiling: { at: ['PlanDashrunLogGroup', 'Properties', 'RetentionInDays'] },
  },
  {
    what: 'a function has no timeout',
    rule: 'functionsBounded',
    spoiling: { at: ['PlanDashrunLambdaFunction', 'Properties', 'Timeout'] },
  },
  {
    what: 'a function has no log group',
    rule: 'functionsBounded',
    spoiling: { at: ['PlanDashrunLogGroup'] },
  },
  {
    what: 'two functions share a role',
    rule: 'rolesApart',
    spoiling: {
      at: ['PlanDashrunLambdaFunction', 'Properties', 'Role'],
      to: { 'Fn::GetAtt': ['InjectFaultsRole', 'Arn'] },
    },
  },
  {
    what: 'what the dead man fails at is lost',
    rule: 'failuresKept',
    spoiling: { at: ['DeadDashmanLambdaEvConf'] },
  },
  {
    what: 'records that cannot be published are lost',
    rule: 'failuresKept',
    spoiling: { at: ['RecordsChanged', 'Properties', 'DestinationConfig'] },
  },
  {
    what: 'the reverter waits for concurrency',
    rule: 'concurrencyReserved',
    spoiling: { at: ['RevertDashfaultsLambdaFunction', 'Properties', 'ReservedConcurrentExecutions'] },
  },
  { what: 'the dead man is gone', rule: 'safetyKept', spoiling: { at: ['DeadDashmanLambdaFunction'] } },
  {
    what: 'the reverter has another name',
    rule: 'safetyKept',
    spoiling: {
      at: ['RevertDashfaultsLambdaFunction', 'Properties', 'FunctionName'],
      to: 'firedrill-dev-undo',
    },
  },
  { what: 'nobody hears alarms', rule: 'safetyKept', spoiling: { at: ['AlarmChanged'] } },
  {
    what: 'the guard is there on a condition',
    rule: 'safetyKept',
    spoiling: { at: ['RemovalGuard', 'Condition'], to: 'Reserved' },
  },
  {
    what: 'anybody’s rule may call a function',
    rule: 'callersNamed',
    spoiling: { at: ['AlarmChangedPermission', 'Properties', 'SourceArn'] },
  },
  { what: 'a route is open to all', rule: 'routesAuthorised', spoiling: { at: ['Open'], to: route('NONE') } },
  {
    what: 'a function is on an old runtime',
    rule: 'runtimeCurrent',
    spoiling: { at: ['PlanDashrunLambdaFunction', 'Properties', 'Runtime'], to: 'nodejs20.x' },
  },
  {
    what: 'a rule has no retry policy',
    rule: 'deliveriesKept',
    spoiling: { at: ['FisChanged', 'Properties', 'Targets', 0, 'RetryPolicy'], to: 0 },
  },
  {
    what: 'a schedule has no dead letters',
    rule: 'deliveriesKept',
    spoiling: { at: ['Reconcile', 'Properties', 'Target', 'DeadLetterConfig'] },
  },
  {
    what: 'a state machine writes no log',
    rule: 'machinesLog',
    spoiling: { at: ['ExperimentMachine', 'Properties', 'LoggingConfiguration', 'Level'], to: 'OFF' },
  },
  {
    what: 'the injector goes on when its state has given up',
    rule: 'functionsEndFirst',
    spoiling: { at: ['InjectDashfaultsLambdaFunction', 'Properties', 'Timeout'], to: 60 },
  },
  {
    what: 'an alarm tells nobody',
    rule: 'alarmsTell',
    spoiling: { at: ['PersonNeeded', 'Properties', 'AlarmActions'] },
  },
  { what: 'nobody is told of dead letters', rule: 'selfWatched', spoiling: { at: ['LettersDead'] } },
  {
    what: 'silence of the reconciler is health',
    rule: 'selfWatched',
    spoiling: { at: ['ReconcilerSilent', 'Properties', 'TreatMissingData'], to: 'notBreaching' },
  },
  {
    what: 'something can be deleted before the guard is asked',
    rule: 'guardFirst',
    spoiling: { at: ['RemovalGuard', 'DependsOn'], to: ['Table'] },
  },
  {
    what: 'a wildcard stands for actions',
    rule: 'actionsNamed',
    spoiling: allowing('PlanRunRole', 's3:*', 'arn:aws:s3:::firedrill-dev-bucket/*'),
  },
  {
    what: 'a write is allowed on everything',
    rule: 'resourcesNamed',
    spoiling: allowing('ArmDeadmanRole', 'scheduler:DeleteSchedule', '*'),
  },
  {
    what: 'a reason is left over for a write on everything',
    rule: 'reasonsNeeded',
    spoiling: { at: ['ExperimentMachineRole', 'Properties', 'Policies'], to: [] },
    and: { at: ['GameDayMachineRole', 'Properties', 'Policies'], to: [] },
  },
  {
    what: 'a role is passed to whoever takes it',
    rule: 'rolesPassed',
    spoiling: {
      role: 'ArmDeadmanRole',
      statement: {
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: { 'Fn::GetAtt': ['DeadManScheduleRole', 'Arn'] },
      },
    },
  },
  {
    what: 'the plan may pass the role that breaks',
    rule: 'rolesPassedBy',
    spoiling: {
      role: 'PlanRunRole',
      statement: { Effect: 'Allow', Action: 'iam:PassRole', Resource: { 'Fn::GetAtt': ['FisRole', 'Arn'] } },
    },
  },
  {
    what: 'FIS of any account takes on the role that breaks',
    rule: 'trustNarrow',
    spoiling: {
      at: ['FisRole', 'Properties', 'AssumeRolePolicyDocument', 'Statement', 0, 'Condition'],
      to: {},
    },
  },
  {
    what: 'a role is trusted by a service that no rule knows',
    rule: 'trustNarrow',
    spoiling: {
      at: ['PlanRunRole', 'Properties', 'AssumeRolePolicyDocument', 'Statement', 0, 'Principal'],
      to: { Service: 'ec2.amazonaws.com' },
    },
  },
  {
    what: 'a role knows no boundary',
    rule: 'rolesBounded',
    spoiling: { at: ['FisRole', 'Properties', 'PermissionsBoundary'] },
  },
  {
    what: 'a role has more policies than IAM takes',
    rule: 'policiesFit',
    spoiling: allowing('PlanRunRole', 'ec2:DescribeInstances', 'x'.repeat(10_240)),
  },
  {
    what: 'an instance may be stopped without consent',
    rule: 'consentAsked',
    spoiling: allowing('InjectFaultsRole', 'ec2:StopInstances', instances),
  },
  {
    what: 'a reason is left over for doing without consent',
    rule: 'consentReasonsNeeded',
    spoiling: { at: ['FisRole', 'Properties', 'Policies'], to: [] },
  },
  {
    what: 'the reverter may hurt Firedrill itself',
    rule: 'selfSpared',
    spoiling: { role: 'RevertFaultsRole', without: 'SparesWhatIsTaggedAsFiredrills' },
  },
  {
    what: 'the injector may hurt what is named as Firedrill’s',
    rule: 'selfSpared',
    spoiling: { role: 'InjectFaultsRole', without: 'SparesWhatIsNamedAsFiredrills' },
  },
  {
    what: 'FIS may give itself powers',
    rule: 'powersFenced',
    spoiling: { role: 'FisRole', without: 'TakesNoPowers' },
  },
  {
    what: 'the injector may consent for others',
    rule: 'powersFenced',
    spoiling: { role: 'InjectFaultsRole', without: 'ConsentsForNobody' },
  },
  {
    what: 'planning may stop an instance',
    rule: 'powerSplit',
    spoiling: allowing('PlanRunRole', 'ec2:StopInstances', instances),
  },
  {
    what: 'the reverter may start an experiment of FIS',
    rule: 'powerSplit',
    spoiling: allowing('RevertFaultsRole', 'fis:StartExperiment', 'arn:aws:fis:::firedrill-anything'),
  },
  {
    what: 'two resources wait for each other',
    rule: 'nothingWaitsForItself',
    spoiling: { at: ['Table', 'DependsOn'], to: ['RemovalGuard'] },
  },
  {
    what: 'a resource refers to nothing',
    rule: 'nothingMissing',
    spoiling: { at: ['PersonNeeded', 'Properties', 'AlarmActions'], to: [{ Ref: 'Nobody' }] },
  },
];
