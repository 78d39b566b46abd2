import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CodePipelineClient } from '@aws-sdk/client-codepipeline';
import type { ClientSettings } from '../../adapters/aws/settings.ts';
import { deployingStacks } from '../../adapters/cloudformation/deploying-stacks.ts';
import { runningPipelines } from '../../adapters/codepipeline/running-pipelines.ts';
import { deploymentsBy } from '../../adapters/deployments/by-kind.ts';
import type { Deployments } from '../../core/ports.ts';

/** What CodePipeline and CloudFormation are doing, in the account and Region of a person. */
export const deploymentsFor = (settings: ClientSettings): Deployments =>
  deploymentsBy({
    cloudformation: deployingStacks(new CloudFormationClient(settings)),
    codepipeline: runningPipelines(new CodePipelineClient(settings)),
  });
