import { type LambdaClient, UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { type InjectingDriver, injecting } from '../attribute/injecting.ts';
import type { Fences } from '../fences.ts';
import { eventSource, uuidOf } from './attribute.ts';
import { readEventSource } from './read.ts';

/** Disables event source mappings. */
export const injectingEventSource = (
  lambda: LambdaClient,
  fences: Pick<Fences, 'isRaised'>,
): InjectingDriver =>
  injecting(
    eventSource,
    {
      read: readEventSource(lambda),
      write: async (target) => {
        await lambda.send(new UpdateEventSourceMappingCommand({ UUID: uuidOf(target), Enabled: false }));
        return undefined;
      },
    },
    fences,
  );
