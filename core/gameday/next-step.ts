import { NotFound } from '../errors.ts';
import type { Ports } from '../ports.ts';
import type { GameDayRun, StepRecord } from '../run.ts';

/** What a game day does next. `step` counts from 0. */
export type NextStep =
  | { readonly next: 'wait'; readonly step: number; readonly seconds: number }
  | { readonly next: 'ask'; readonly step: number }
  | { readonly next: 'run'; readonly step: number }
  | { readonly next: 'end'; readonly reason: string };

/** State Next: decides by what has come out so far. Asking again changes nothing. */
export const nextStep = async (ports: Ports, gameDayId: string): Promise<NextStep> => {
  const day = await gameDayOf(ports, gameDayId);
  const next = decide(day);
  // The pause before a step is marked as taken when it is handed out, so that the next call goes past it.
  if (next.next === 'wait')
    await ports.gameDays.update(gameDayId, (now) => ({ ...now, pausedBefore: next.step }));
  return next;
};

/** The game day, or an error that names it. */
export const gameDayOf = async (
  { gameDays }: Pick<Ports, 'gameDays'>,
  gameDayId: string,
): Promise<GameDayRun> => {
  const day = await gameDays.get(gameDayId);
  if (day === undefined) throw new NotFound(`There is no game day ${gameDayId}`);
  return day;
};

const decide = (day: GameDayRun): NextStep => {
  const { document, steps, stop } = day;
  const last = steps.at(-1);
  if (stop) return { next: 'end', reason: `stopped by ${stop.by}: ${stop.reason}` };
  const no = last && mayNotGoOn(day, last);
  if (no) return { next: 'end', reason: no };
  const step = steps.length;
  const todo = document.steps[step];
  if (todo === undefined) return { next: 'end', reason: 'every step has run' };
  const before = document.steps[step - 1];
  if (before && before.waitMs > 0 && day.pausedBefore < step)
    return { next: 'wait', step, seconds: Math.ceil(before.waitMs / 1000) };
  if (todo.human && day.openedBefore < step) return { next: 'ask', step };
  return { next: 'run', step };
};

/** Why the game day may not go past a step, if it may not. */
const mayNotGoOn = ({ document }: GameDayRun, { step, conclusion }: StepRecord): string | undefined => {
  const name = `step ${step + 1}`;
  if (conclusion === undefined) return `${name} came to no conclusion`;
  if (conclusion.restoration === 'unverified') return `${name} is not verified restored`;
  const gate = document.steps[step]?.continueOn ?? 'held';
  return gate === 'any' || conclusion.hypothesis === 'held'
    ? undefined
    : `${name}: its hypothesis is ${conclusion.hypothesis}`;
};
