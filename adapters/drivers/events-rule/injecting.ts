import { DisableRuleCommand, type EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { type InjectingDriver, injecting } from '../attribute/injecting.ts';
import type { Fences } from '../fences.ts';
import { rule, ruleOf } from './attribute.ts';
import { readRule } from './read.ts';

/** Disables EventBridge rules. */
export const injectingRule = (
  eventBridge: EventBridgeClient,
  fences: Pick<Fences, 'isRaised'>,
): InjectingDriver =>
  injecting(
    rule,
    {
      read: readRule(eventBridge),
      write: async (target) => {
        await eventBridge.send(new DisableRuleCommand(ruleOf(target)));
        return undefined;
      },
    },
    fences,
  );
