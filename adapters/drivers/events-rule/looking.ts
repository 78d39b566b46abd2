import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { type LookingDriver, looking } from '../attribute/looking.ts';
import { taggedResources } from '../tagged-resources.ts';
import { rule, ruleArn } from './attribute.ts';
import { readRule } from './read.ts';

/** Looks at EventBridge rules. */
export const lookingAtRule = (
  eventBridge: EventBridgeClient,
  tagging: ResourceGroupsTaggingAPIClient,
): LookingDriver =>
  looking(rule, {
    list: taggedResources(tagging, { type: 'events:rule', arn: ruleArn }),
    read: readRule(eventBridge),
  });
