import type { Ports } from '../ports.ts';
import { answerGameDay } from '../protocol/finish.ts';
import type { GameDayRun } from '../run.ts';
import { concludeGameDay } from './conclude-gameday.ts';
import { settleGate } from './gate.ts';

/** The look from outside at game days: gates that were opened, answers that were lost, executions that have ended. */
export const lookAfterGameDays = async (ports: Ports): Promise<void> => {
  const open = await ports.gameDays.open();
  const looks = await Promise.allSettled(open.map((day) => lookAfter(ports, day)));
  for (const look of looks) if (look.status === 'rejected') throw look.reason;
};

// A game day is stored before its execution is started, so for a moment there is none.
const graceMs = 60_000;

const lookAfter = async (ports: Ports, day: GameDayRun): Promise<void> => {
  const { gameDayId, createdAtMs } = day;
  const underWay = await tellConclusions(ports, day);
  await settleGate(ports, day);
  const status = await ports.executions.status(gameDayId);
  const isNew = status === undefined && ports.clock.now() - createdAtMs < graceMs;
  if (status === 'RUNNING' || isNew || underWay) return;
  await concludeGameDay(ports, gameDayId, 'its execution ended without it');
};

/** Repeats the answers of runs that have come to a conclusion; true while one has not. */
const tellConclusions = async (ports: Ports, { steps }: GameDayRun): Promise<boolean> => {
  const unanswered = steps.filter(({ conclusion, token }) => conclusion === undefined || token !== undefined);
  const open = await Promise.all(
    unanswered.map(async ({ runId }) => {
      const run = await ports.runs.get(runId);
      if (run?.conclusion) await answerGameDay(ports, run, run.conclusion);
      return run !== undefined && run.state !== 'closed';
    }),
  );
  return open.includes(true);
};
