import { judgeGameDay } from '../core/gameday/conclude-gameday.ts';
import { concludeLost } from '../core/protocol/conclude-lost.ts';
import type { Conclusion, GameDayRun, Run } from '../core/run.ts';
import type { LabClient } from '../lab/client.ts';
import { readLabFile } from '../lab/keeper/lab-file.ts';
import { labClock } from '../lab/lab-clock.ts';
import { type Desk, sleeping } from './lab-ports.ts';

const why = 'the lab it ran in is gone, and every process of it with it';
const lookEveryMs = 200;

/** Ends when the lab is gone; never, when the signal comes first. */
export const gone = (lab: LabClient, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setInterval(() => {
      if (!lab.isUp()) resolve();
    }, lookEveryMs);
    signal.addEventListener('abort', () => clearInterval(timer));
  });

/** Closes a run whose lab is gone, and tells its game day. */
export const closeLostRun = async (desk: Desk, { runId, gameDay }: Run): Promise<Conclusion> => {
  const { store, journal, me, stateDir } = desk;
  const clock = sleeping(labClock(readLabFile(stateDir) ?? { originMs: Date.now(), scale: 1 }));
  const ports = { ...store, journal, clock, actor: `firedrill/${me.pid}` };
  const conclusion = await concludeLost(ports, runId, why);
  if (gameDay)
    await store.gameDays.update(gameDay.gameDayId, (day) => ({
      ...day,
      steps: day.steps.map((step) => (step.runId === runId ? { ...step, conclusion } : step)),
    }));
  return conclusion;
};

/** Closes a game day whose lab is gone. Its runs come first. */
export const closeLostGameDay = async ({ store }: Desk, { gameDayId }: Pick<GameDayRun, 'gameDayId'>) => {
  const day = await store.gameDays.get(gameDayId);
  if (day === undefined || day.state === 'closed') return;
  const documents = await Promise.all(day.experiments.map((ref) => store.experiments.get(ref)));
  const titles = documents.map((found, n) => found?.document.title ?? day.experiments[n]?.name ?? '');
  const conclusion = judgeGameDay(day, titles, why);
  await store.gameDays.update(gameDayId, (now) => ({ ...now, state: 'closed', conclusion }));
};
