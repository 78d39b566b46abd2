import * as z from 'zod';
import type { Deployment } from '../../core/schedule/after-deployment.ts';

const about = { id: z.string().min(1), time: z.iso.datetime({ offset: true }) };
const arns = z.array(z.string()).min(1);

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/detect-state-changes-cloudwatch-events.html */
const PipelineSucceeded = z.object({
  ...about,
  'detail-type': z.literal('CodePipeline Pipeline Execution State Change'),
  detail: z.object({ pipeline: z.string(), state: z.literal('SUCCEEDED') }),
});

/** https://docs.aws.amazon.com/codedeploy/latest/userguide/monitoring-cloudwatch-events.html */
const CodeDeploySucceeded = z.object({
  ...about,
  'detail-type': z.literal('CodeDeploy Deployment State-change Notification'),
  detail: z.object({ application: z.string(), deploymentGroup: z.string(), state: z.literal('SUCCESS') }),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-eventbridge-events.html */
const StackDeployed = z.object({
  ...about,
  'detail-type': z.literal('CloudFormation Stack Status Change'),
  detail: z.object({
    'stack-id': z.string(),
    'status-details': z.object({ status: z.enum(['CREATE_COMPLETE', 'UPDATE_COMPLETE']) }),
  }),
});

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_service_deployment_events.html */
const ServiceDeployed = z.object({
  ...about,
  'detail-type': z.literal('ECS Deployment State Change'),
  /** The service's ARN. */
  resources: arns,
  detail: z.object({ eventName: z.literal('SERVICE_DEPLOYMENT_COMPLETED') }),
});

/** What AWS tells of a deployment that has succeeded. */
export const DeploymentSucceeded = z.discriminatedUnion('detail-type', [
  PipelineSucceeded,
  CodeDeploySucceeded,
  StackDeployed,
  ServiceDeployed,
]);

type Succeeded = z.output<typeof DeploymentSucceeded>;

/** The deployment that an event tells of, by the names that documents have for it. */
export const deploymentOf = (event: Succeeded): Deployment => ({
  eventId: event.id,
  atMs: Date.parse(event.time),
  names: namesOf(event),
});

const namesOf = (event: Succeeded): readonly string[] => {
  switch (event['detail-type']) {
    case 'CodePipeline Pipeline Execution State Change':
      return [`codepipeline:${event.detail.pipeline}`];
    case 'CodeDeploy Deployment State-change Notification': {
      const { application, deploymentGroup } = event.detail;
      return [`codedeploy:${application}/${deploymentGroup}`, `codedeploy:${application}`];
    }
    case 'CloudFormation Stack Status Change':
      return [`cloudformation:${event.detail['stack-id'].split('/')[1] ?? event.detail['stack-id']}`];
    case 'ECS Deployment State Change':
      return event.resources.map((arn) => `ecs:${arn.split(':service/')[1] ?? arn}`);
  }
};
