import { type Announcing, announce } from '../../core/slack/announce.ts';
import type { Handler } from '../_lambda/task.ts';

/** Scheduler, every five minutes: game days that are about to come. */
export const handler =
  (announcing: Announcing): Handler =>
  () =>
    announce(announcing);
