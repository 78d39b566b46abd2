import type { RunResult } from '../../core/result.ts';
import type { RunState } from '../../core/run.ts';
import { hypothesisAnswer, type Tone } from '../words.ts';

/** Where something stands: a sign and a word, because not everybody sees the sign. */
export type Standing = { readonly sign: string; readonly word: string };

const underWay: Readonly<Record<Exclude<RunState, 'closed'>, Standing>> = {
  planned: { sign: '📝', word: 'Planning' },
  'awaiting-approval': { sign: '✋', word: 'Waits for approval' },
  committed: { sign: '🔎', word: 'About to check the steady state' },
  checking: { sign: '🔎', word: 'Checking the steady state' },
  armed: { sign: '🔒', word: 'Ready: nothing broken yet' },
  injecting: { sign: '🔥', word: 'Breaking things' },
  observing: { sign: '🔥', word: 'Fault is live' },
  reverting: { sign: '⏪', word: 'Putting everything back' },
  verifying: { sign: '🔍', word: 'Checking that all is back' },
  recovering: { sign: '🩹', word: 'Back, waiting for recovery' },
};

const signs: Readonly<Record<Tone, string>> = { good: '✅', bad: '❌', open: '❔' };

/** Whether a run needs a person: it could not be shown to be restored. */
export const needsHuman = ({ run, journal }: RunResult): boolean =>
  run.conclusion?.restoration === 'unverified' ||
  (run.state !== 'closed' && journal.some(({ kind }) => kind === 'needs-human'));

/** Whether a run is waiting for a place at a far end. */
const isQueued = ({ run }: RunResult): boolean => run.queuedAtMs !== undefined && run.state === 'planned';

/** Where a run stands. */
export const standingOf = (result: RunResult): Standing => {
  const { state, refusal } = result.run;
  if (needsHuman(result)) return { sign: '🚨', word: 'NEEDS A HUMAN: not verified restored' };
  if (state !== 'closed') return isQueued(result) ? { sign: '⏳', word: 'Queued' } : underWay[state];
  if (refusal !== undefined) return { sign: '🚫', word: 'Refused' };
  const { tone, word } = hypothesisAnswer(result);
  return { sign: signs[tone], word: `${word[0]}${word.slice(1).toLowerCase()}` };
};
