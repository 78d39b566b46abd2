import * as z from 'zod';
import { readEvent } from '../../core/events.ts';
import { type NoticeDesk, tellPeople } from '../../core/notices/tell-people.ts';
import { because } from '../../core/protocol/record.ts';
import type { Handler } from '../_lambda/task.ts';

const Delivered = z.object({ detail: z.unknown() });

/** Our own events, as the bus delivers them: people are told. What fails, Lambda brings again, and then leaves in the queue. */
export const handler =
  (desk: NoticeDesk): Handler =>
  async (delivered) => {
    const event = readEvent(Delivered.parse(delivered).detail);
    try {
      await tellPeople(desk, event);
    } catch (failure) {
      console.error(`Not everybody was told of ${event.type} ${event.id}: ${because(failure)}`);
      throw failure;
    }
  };
