import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { type LookingDriver, looking } from '../attribute/looking.ts';
import { taggedResources } from '../tagged-resources.ts';
import { concurrency, functionArn } from './attribute.ts';
import { readConcurrency } from './read.ts';

/** Looks at functions' reserved concurrency. */
export const lookingAtConcurrency = (
  lambda: LambdaClient,
  tagging: ResourceGroupsTaggingAPIClient,
): LookingDriver =>
  looking(concurrency, {
    list: taggedResources(tagging, { type: 'lambda:function', arn: functionArn }),
    read: readConcurrency(lambda),
  });
