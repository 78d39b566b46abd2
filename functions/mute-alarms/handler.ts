import * as z from 'zod';
import { readEvent } from '../../core/events.ts';
import { type MutingDesk, muteNoise } from '../../core/notices/muting.ts';
import type { Handler } from '../_lambda/task.ts';

const Delivered = z.object({ detail: z.unknown() });

/** Our own events, as the bus delivers them: planned noise is muted for the time of a run. */
export const handler =
  (desk: MutingDesk): Handler =>
  (delivered) =>
    muteNoise(desk, readEvent(Delivered.parse(delivered).detail));
