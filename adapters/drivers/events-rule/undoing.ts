import { EnableRuleCommand, type EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { type UndoingDriver, undoing } from '../attribute/undoing.ts';
import type { Fences } from '../fences.ts';
import { rule, ruleOf } from './attribute.ts';
import { readRule } from './read.ts';

/** Enables EventBridge rules again. */
export const undoingRule = (eventBridge: EventBridgeClient, fences: Pick<Fences, 'raise'>): UndoingDriver =>
  undoing(
    rule,
    {
      read: readRule(eventBridge),
      write: async (target) => {
        await eventBridge.send(new EnableRuleCommand(ruleOf(target)));
        return undefined;
      },
    },
    fences,
  );
