import type { GameDayResult, RunResult } from '../../core/result.ts';
import { actorInWords } from '../../core/slack/actor.ts';
import type { SlackMessage } from '../../core/slack/slack.ts';
import { code, said } from '../../core/slack/text.ts';
import type { Place } from './place.ts';
import { needsHuman } from './run-state.ts';
import { alert } from './thread.ts';

/** Why people are called, in a word: each reason calls once. */
export type Alarm = { readonly word: 'needs-human' | 'failed' | 'stopped'; readonly message: SlackMessage };

/** What a run calls people for: a person is needed, the hypothesis failed, an alarm or a probe stopped it. */
export const runAlarm = (result: RunResult, place: Place): Alarm | undefined => {
  const { run, experiment } = result;
  const title = said(experiment.title, 120);
  if (needsHuman(result)) {
    const why = run.conclusion?.reasons
      .slice(0, 3)
      .map((reason) => said(reason, 300))
      .join('; ');
    const text = `🚨 *${title}* is not verified restored${why ? `: ${why}` : ''}. Look: ${code(`firedrill report ${run.runId}${place.flags}`)}`;
    return { word: 'needs-human', message: alert(text, place) };
  }
  if (run.conclusion?.hypothesis === 'failed')
    return {
      word: 'failed',
      message: alert(
        `❌ *${title}*: the hypothesis failed. ${said(run.conclusion.reasons[0] ?? '', 300)}`,
        place,
      ),
    };
  if (run.signal !== undefined && byItself.has(run.signal.kind))
    return {
      word: 'stopped',
      message: alert(
        `🛑 *${title}* was stopped by ${said(actorInWords(run.signal.actor), 120)}: ${said(run.signal.reason, 300)}. Everything is being put back.`,
        place,
      ),
    };
  return undefined;
};

const byItself: ReadonlySet<string> = new Set(['alarm', 'probe', 'silent', 'died', 'target', 'error']);

/** What a game day calls people for: a run of it needs a person, or it did not come out as expected. */
export const dayAlarm = ({ gameDay }: GameDayResult, place: Place): Alarm | undefined => {
  const { conclusion, document } = gameDay;
  if (conclusion === undefined || conclusion.asExpected) return undefined;
  const word = conclusion.exitCode === 5 ? 'needs-human' : 'failed';
  const means = word === 'failed' ? 'did not come out as expected' : 'is not verified restored';
  return {
    word,
    message: alert(
      `${word === 'failed' ? '❌' : '🚨'} Game day *${said(document.title, 120)}* ${means}.`,
      place,
    ),
  };
};
