import { openGate } from '../gameday/gate.ts';
import { decideApproval } from '../protocol/approval.ts';
import { runOf } from '../protocol/record.ts';
import { mayBeSame } from './actor.ts';
import { readOccurrenceId } from './announce.ts';
import { type SlackAsked, slackActions } from './asked.ts';
import { stopOne } from './stopping.ts';
import { code } from './text.ts';
import { type Answered, byOf, unlessMay, type Working } from './working.ts';

type Press = SlackAsked & { readonly kind: 'button' };

/** Does what a button says, and answers whoever pressed it. */
export const answerPress = async (working: Working, press: Press): Promise<Answered> => {
  switch (press.action) {
    case slackActions.stop:
      return stop(working, press);
    case slackActions.approve:
      return decide(working, press, 'approved');
    case slackActions.deny:
      return decide(working, press, 'denied');
    case slackActions.go:
      return go(working, press);
    case slackActions.skip:
      return skip(working, press);
    default:
      return say(working, 'That button is of another version of Firedrill.');
  }
};

const say = ({ drawing }: Working, line: string): Answered => ({ message: drawing.answer(line) });

const stop = async (working: Working, press: Press): Promise<Answered> => {
  const { by } = byOf(press);
  return say(working, await stopOne(working.ports, press.value, { by, reason: 'stopped from Slack' }));
};

const decide = async (working: Working, press: Press, answer: 'approved' | 'denied'): Promise<Answered> => {
  const { ports, messages } = working;
  const refused = await unlessMay(working, press, 'approve');
  if (refused) return refused;
  const run = await runOf(ports, press.value);
  const { by, inWords } = byOf(press);
  // Whoever started it may take it back, but needs somebody else to go on.
  if (answer === 'approved' && mayBeSame(run.trigger.actor, press.user))
    return say(working, '🚫 No: whoever started a run cannot approve it. Somebody else must look at it.');
  // What the button showed is what was drawn there, not what it carries.
  const shown = (await messages.of(run.runId)).find(
    ({ place }) => place?.channel === press.place.channel && place.ts === press.place.ts,
  );
  if (shown?.planHash === undefined)
    return say(working, '🚫 No: that message is not the one of this run any more. Use the newest.');
  if (run.state !== 'awaiting-approval')
    return say(working, `${code(run.runId)} does not wait for an approval: it is ${run.state}.`);
  await decideApproval(ports, run.runId, answer, by, shown.planHash);
  const sign = answer === 'approved' ? '👍 Approved' : '👎 Denied';
  return say(
    working,
    `${sign} plan ${code(shown.planHash.slice(0, 8))} of ${code(run.runId)} as ${inWords}.`,
  );
};

const go = async (working: Working, press: Press): Promise<Answered> => {
  const refused = await unlessMay(working, press, 'approve');
  if (refused) return refused;
  await openGate(working.ports, press.value, byOf(press).by);
  return say(working, `👍 Go: the next step of ${code(press.value)} starts.`);
};

const skip = async (working: Working, press: Press): Promise<Answered> => {
  const refused = await unlessMay(working, press, 'skip');
  if (refused) return refused;
  const { definitions, occurrences } = working.fronts;
  const meant = readOccurrenceId(press.value);
  const definition = meant && (await definitions.get(meant.ref));
  if (meant === undefined || definition === undefined)
    return say(working, 'That game day is not deployed any more.');
  if (meant.atMs <= working.ports.clock.now())
    return say(working, `It is too late to skip it: \`/firedrill stop all\` stops what runs.`);
  const { by } = byOf(press);
  await occurrences.skip(meant.ref, meant.atMs, by);
  const first = (await occurrences.skippedBy(meant.ref, meant.atMs)) ?? by;
  return {
    message: working.drawing.skipped(definition.document.title, meant.atMs, first),
    replace: true,
  };
};
