import { NotFound } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { inShort } from '../protocol/problem.ts';
import type { GameDayRun, StepRecord } from '../run.ts';

/** What a game day does next. `step` counts from 0. */
export type NextStep =
  | { readonly next: 'wait'; readonly step: number; readonly seconds: number }
  | { readonly next: 'ask'; readonly step: number }
  | { readonly next: 'run'; readonly step: number }
  | { readonly next: 'end'; readonly reason: string };

/** State Next: decides by what has come out so far. Asking again changes nothing. */
export const nextStep = async (ports: Ports, gameDayId: string): Promise<NextStep> => {
  const nowMs = ports.clock.now();
  const next = decide(await gameDayOf(ports, gameDayId), nowMs);
  if (next.next !== 'wait') return next;
  // The first to ask says when the pause is over; an answer that is lost is given again with what is left of it.
  const day = await ports.gameDays.update(gameDayId, (now) => paused(now, next, nowMs));
  return day ? decide(day, nowMs) : next;
};

const paused = (
  day: GameDayRun,
  { step, seconds }: Extract<NextStep, { next: 'wait' }>,
  nowMs: number,
): GameDayRun =>
  day.pause?.step === step ? day : { ...day, pause: { step, untilMs: nowMs + seconds * 1000 } };

/** The game day, or an error that names it. */
export const gameDayOf = async (
  { gameDays }: Pick<Ports, 'gameDays'>,
  gameDayId: string,
): Promise<GameDayRun> => {
  const day = await gameDays.get(gameDayId);
  if (day === undefined) throw new NotFound(`There is no game day ${gameDayId}`);
  return day;
};

const decide = (day: GameDayRun, nowMs: number): NextStep => {
  const { document, steps, stop } = day;
  const last = steps.at(-1);
  if (stop) return { next: 'end', reason: inShort(`stopped by ${stop.by}: ${stop.reason}`) };
  const no = last && mayNotGoOn(day, last);
  if (no) return { next: 'end', reason: no };
  const step = steps.length;
  const todo = document.steps[step];
  if (todo === undefined) return { next: 'end', reason: 'every step has run' };
  const restMs = pauseLeftMs(day, step, nowMs);
  if (restMs > 0) return { next: 'wait', step, seconds: Math.ceil(restMs / 1000) };
  if (todo.human && day.openedBefore < step) return { next: 'ask', step };
  return { next: 'run', step };
};

/** How much of the pause before a step is still to come. */
const pauseLeftMs = (
  { document, pause, pausedBefore = 0 }: GameDayRun,
  step: number,
  nowMs: number,
): number => {
  if (pause?.step === step) return pause.untilMs - nowMs;
  // One that 0.1.0 has handed out is being waited for, or over.
  return pausedBefore < step ? (document.steps[step - 1]?.waitMs ?? 0) : 0;
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
