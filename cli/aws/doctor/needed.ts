import type { Stack } from '../stack.ts';

/** Actions that the command line sends, and on what. */
export type Need = {
  /** To `…`. */
  readonly why: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly context?: Readonly<Record<string, string>>;
};

/** What starting, following and stopping runs of a stack takes. What planning looks at depends on the experiment. */
export const neededOn = ({ stage, table, machines }: Stack): readonly Need[] => {
  // arn:aws:states:eu-central-1:123456789012:stateMachine:...
  const [, partition, , region, account] = machines.experiment.split(':');
  const arn = (service: string, rest: string) => `arn:${partition}:${service}:${region}:${account}:${rest}`;
  return [
    {
      why: 'start, follow and stop runs',
      actions: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      resources: [arn('dynamodb', `table/${table}`)],
    },
    {
      why: 'start runs, and to let what waits go on',
      actions: ['states:StartExecution', 'states:SendTaskSuccess', 'states:SendTaskFailure'],
      resources: Object.values(machines),
    },
    {
      why: 'judge alarms and metrics',
      actions: ['cloudwatch:DescribeAlarms', 'cloudwatch:DescribeAlarmHistory', 'cloudwatch:GetMetricData'],
      resources: ['*'],
    },
    {
      why: 'find the FIS experiments of a run that is stopped',
      actions: ['fis:ListExperiments', 'fis:ListExperimentTemplates'],
      resources: ['*'],
    },
    {
      why: 'stop FIS together with the run',
      actions: ['fis:StopExperiment', 'fis:DeleteExperimentTemplate'],
      resources: [arn('fis', 'experiment/*'), arn('fis', 'experiment-template/*')],
      context: { 'aws:ResourceTag/firedrill:stage': stage },
    },
  ];
};
