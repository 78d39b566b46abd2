import { isFiredrillError } from '../errors.ts';
import { because } from '../protocol/record.ts';
import type { SlackAsked } from './asked.ts';
import { answerPress } from './press.ts';
import { said } from './text.ts';
import { answerCommand } from './words.ts';
import type { Answered, Working } from './working.ts';

/** Does what somebody asked for in Slack, and answers them. */
export const work = async (working: Working, asked: SlackAsked): Promise<void> => {
  const [done] = await Promise.allSettled([
    asked.kind === 'command' ? answerCommand(working, asked) : answerPress(working, asked),
  ]);
  const { message, replace } = done.status === 'fulfilled' ? done.value : failed(working, done.reason);
  await working.slack.respond(asked.answerTo, message, { replace: replace ?? false });
  // What is wrong as asked has been said; what is wrong with us is known to whoever watches this function.
  if (done.status === 'rejected' && !isFiredrillError(done.reason)) throw done.reason;
};

const failed = ({ drawing }: Working, failure: unknown): Answered => ({
  message: drawing.answer(
    isFiredrillError(failure)
      ? `⚠️ ${said(failure.message)}.`
      : `⚠️ That went wrong: ${said(because(failure), 300)}. Use the command line if it is urgent: \`firedrill stop --all\``,
  ),
});
