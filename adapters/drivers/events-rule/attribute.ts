import { WrongAsAsked } from '../../../core/errors.ts';
import type { Attribute } from '../attribute/attribute.ts';

/** `events/rule`: a rule that is disabled matches no event, and starts nothing on schedule. */
export const rule: Attribute = {
  action: 'events/rule',
  facts: {
    iamEnforced: 'yes',
    resourceType: 'aws:events:rule',
    undo: 'enable the rule again',
  },
  parameters: [],
  faulty:
    () =>
    ({ state }) => {
      // EnableRule knows one way to be enabled; only PutRule, which could do far more, knows the other.
      if (state !== 'ENABLED' && state !== 'DISABLED')
        throw new WrongAsAsked(`a rule that is ${state} cannot be put back by EnableRule`);
      return { state: 'DISABLED' };
    },
};

/** A rule's ARN, and bus and name in it; on the default bus there is only the name. */
export const ruleArn = /^arn:[\w-]+:events:[\w-]+:\d+:rule\/(.+)$/;

/** How EventBridge asks for a rule. A partner's bus has slashes in its name. */
export const ruleOf = ({ label }: { readonly label: string }) => {
  const slash = label.lastIndexOf('/');
  return slash < 0 ? { Name: label } : { EventBusName: label.slice(0, slash), Name: label.slice(slash + 1) };
};
