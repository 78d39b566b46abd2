import { SlackWork } from '../../core/slack/asked.ts';
import { work } from '../../core/slack/work.ts';
import type { Working } from '../../core/slack/working.ts';
import type { Handler } from '../_lambda/task.ts';

/** Handed over by `slack`: does what somebody asked for, and answers them. It changes no target (S15). */
export const handler =
  (working: Working): Handler =>
  (asked) =>
    work(working, SlackWork.parse(asked));
