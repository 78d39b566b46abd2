/**
 * The safety functions by their logical ids, with the ends of their names. Schedules, rules and executions that are under
 * way call them by name, so a deployment that removes or renames one would leave faults with nobody to undo them. Whoever
 * has to change this list deploys twice: first the new function beside the old one, then, with no run open, without it.
 */
export const safetyFunctions: Readonly<Record<string, string>> = {
  ConcludeDashrunLambdaFunction: 'conclude-run',
  DeadDashmanLambdaFunction: 'dead-man',
  GuardDashremovalLambdaFunction: 'guard-removal',
  OnDashexecutionDashendedLambdaFunction: 'on-execution-ended',
  OnDashreadingLambdaFunction: 'on-reading',
  OnDashsignalLambdaFunction: 'on-signal',
  ReconcileLambdaFunction: 'reconcile',
  RevertDashfaultsLambdaFunction: 'revert-faults',
  VerifyDashrestoredLambdaFunction: 'verify-restored',
};

/** What they need to be called, and may not go either: by logical id, its type. */
export const safetyResources: Readonly<Record<string, string>> = {
  AlarmChanged: 'AWS::Events::Rule',
  DeadManGroup: 'AWS::Scheduler::ScheduleGroup',
  DeadManScheduleRole: 'AWS::IAM::Role',
  ExecutionEnded: 'AWS::Events::Rule',
  FisChanged: 'AWS::Events::Rule',
  Reconcile: 'AWS::Scheduler::Schedule',
  RemovalGuard: 'Custom::RemovalGuard',
  Table: 'AWS::DynamoDB::Table',
};

/** Those of them that stop or undo, and so must never wait for concurrency. */
export const reserved: readonly string[] = [
  'DeadDashmanLambdaFunction',
  'OnDashexecutionDashendedLambdaFunction',
  'OnDashreadingLambdaFunction',
  'OnDashsignalLambdaFunction',
  'ReconcileLambdaFunction',
  'RevertDashfaultsLambdaFunction',
  'VerifyDashrestoredLambdaFunction',
];
