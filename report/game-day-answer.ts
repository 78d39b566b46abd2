import type { GameDayRun } from '../core/run.ts';
import type { Answer } from './words.ts';

/** What came of a game day. */
export const dayAnswer = ({ conclusion, state, stop }: GameDayRun): Answer => {
  if (conclusion === undefined)
    return { tone: 'open', word: 'NO VERDICT YET', means: `the game day is ${state}` };
  const stopped = stop ? `; stopped by ${stop.by}: ${stop.reason}` : '';
  const unverified = conclusion.steps.some((step) => step.conclusion?.restoration === 'unverified');
  if (unverified)
    return {
      tone: 'bad',
      word: 'NOT VERIFIED RESTORED',
      means: `a person has to look at the targets of a run below${stopped}`,
    };
  if (conclusion.asExpected)
    return {
      tone: 'good',
      word: 'AS EXPECTED',
      means: 'every step came out as its author expects, and everything is back',
    };
  const open = conclusion.exitCode !== 3;
  return {
    tone: open ? 'open' : 'bad',
    word: 'NOT AS EXPECTED',
    means: `${open ? 'at least one step said nothing about its hypothesis' : 'at least one hypothesis failed that was not expected to'}${stopped}`,
  };
};
