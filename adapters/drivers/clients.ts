import type { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { EC2Client } from '@aws-sdk/client-ec2';
import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import type { SSMClient } from '@aws-sdk/client-ssm';
import type { ClientSettings } from '../aws/settings.ts';
import { once } from './once.ts';

/** The clients of our drivers, each made when it is first asked for: a run needs two or three of them, and EC2's is large. */
export type Clients = {
  autoScaling(): Promise<AutoScalingClient>;
  cloudWatch(): Promise<CloudWatchClient>;
  ec2(): Promise<EC2Client>;
  elb(): Promise<ElasticLoadBalancingV2Client>;
  eventBridge(): Promise<EventBridgeClient>;
  lambda(): Promise<LambdaClient>;
  ssm(): Promise<SSMClient>;
  tagging(): Promise<ResourceGroupsTaggingAPIClient>;
};

/** The clients of our drivers, loaded and made when they are first asked for. */
export const driverClients = (settings: ClientSettings): Clients => ({
  autoScaling: once(async () => (await import('./clients/auto-scaling.ts')).autoScalingClient(settings)),
  cloudWatch: once(async () => (await import('./clients/cloudwatch.ts')).cloudWatchClient(settings)),
  ec2: once(async () => (await import('./clients/ec2.ts')).ec2Client(settings)),
  elb: once(async () => (await import('./clients/elb.ts')).elbClient(settings)),
  eventBridge: once(async () => (await import('./clients/event-bridge.ts')).eventBridgeClient(settings)),
  lambda: once(async () => (await import('./clients/lambda.ts')).lambdaClient(settings)),
  ssm: once(async () => (await import('./clients/ssm.ts')).ssmClient(settings)),
  tagging: once(async () => (await import('./clients/tagging.ts')).taggingClient(settings)),
});
