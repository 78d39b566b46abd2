import { DescribeRuleCommand, type EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { Read } from '../attribute/attribute.ts';
import { oneByOne, unlessGone } from '../attribute/one-by-one.ts';
import { ruleOf } from './attribute.ts';

/** The state of rules. */
export const readRule = (eventBridge: EventBridgeClient): Read =>
  oneByOne(async (target) => {
    const answer = await unlessGone(['ResourceNotFoundException'], () =>
      eventBridge.send(new DescribeRuleCommand(ruleOf(target))),
    );
    return answer && { image: { state: answer.State ?? null } };
  });
