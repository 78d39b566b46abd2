import { WrongAsAsked } from '../../../core/errors.ts';
import type { Attribute } from '../attribute/attribute.ts';

/** `lambda/event-source`: an event source mapping that is disabled hands nothing on; what comes in waits, or expires. */
export const eventSource: Attribute = {
  action: 'lambda/event-source',
  facts: {
    // Of the tag conditions, the service authorization reference lists none for UpdateEventSourceMapping.
    iamEnforced: 'no',
    resourceType: 'aws:lambda:event-source-mapping',
    undo: 'enable the event source mapping again',
  },
  parameters: [],
  faulty:
    () =>
    ({ state }) => {
      if (state !== 'Enabled' && state !== 'Disabled')
        throw new WrongAsAsked(
          `an event source mapping that is ${state} can be neither disabled nor put back`,
        );
      return { state: 'Disabled' };
    },
};

/** The id of an event source mapping, from its ARN. */
export const uuidOf = ({ arn }: { readonly arn: string }): string => arn.slice(arn.lastIndexOf(':') + 1);
