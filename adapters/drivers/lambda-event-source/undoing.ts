import { type LambdaClient, UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { type UndoingDriver, undoing } from '../attribute/undoing.ts';
import type { Fences } from '../fences.ts';
import { eventSource, uuidOf } from './attribute.ts';
import { readEventSource } from './read.ts';

/** Enables event source mappings again. */
export const undoingEventSource = (lambda: LambdaClient, fences: Pick<Fences, 'raise'>): UndoingDriver =>
  undoing(
    eventSource,
    {
      read: readEventSource(lambda),
      write: async (target) => {
        await lambda.send(new UpdateEventSourceMappingCommand({ UUID: uuidOf(target), Enabled: true }));
        return undefined;
      },
    },
    fences,
  );
