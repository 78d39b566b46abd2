import * as z from 'zod';
import { eventSource } from '../../core/events.ts';
import { type Telling, tell } from '../../core/slack/tell.ts';
import type { Handler } from '../_lambda/task.ts';

const Event = z.object({
  source: z.literal(eventSource),
  detail: z.object({ subject: z.string().min(1) }),
});

/** EventBridge: something has happened to a run or a game day. It is shown in Slack as it is now; nothing waits for that. */
export const handler =
  (telling: Telling): Handler =>
  async (event) => {
    const { detail } = Event.parse(event);
    // Off where no channel is given; a document may still name one of its own.
    await tell(telling, detail.subject);
  };
