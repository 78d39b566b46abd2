import type { Experiment, GameDay, GameDayStep } from '../../core/experiment.ts';
import { startGameDay } from '../../core/gameday/start.ts';
import type { GameDayRun } from '../../core/run.ts';
import type { World } from './world.ts';

/** One step: an experiment, and what its author says of it. */
export type Step = Partial<Omit<GameDayStep, 'experiment'>> & { readonly of: Experiment };

/** Starts a game day of these steps in a world. */
export const gameDayIn = async (world: World, steps: readonly Step[], gameDayId = 'day'): Promise<string> => {
  const document: GameDay = {
    ...{ kind: 'GameDay', name: 'autumn', title: 'Autumn', owner: 'shop', purpose: 'practice', notify: [] },
    steps: steps.map(({ of, ...step }) => ({
      ...{ experiment: `${of.name}.yml`, continueOn: 'held', waitMs: 0, human: false },
      ...step,
    })),
  };
  const refs = await Promise.all(steps.map(({ of }) => world.main.ports.experiments.put(of)));
  await startGameDay(world.main.ports, gameDayId, document, refs, { kind: 'cli', actor: 'ana' });
  return gameDayId;
};

/** A game day as it stands. */
export const dayOf = async (world: World, gameDayId: string): Promise<GameDayRun> => {
  const day = await world.gameDays.get(gameDayId);
  if (day === undefined) throw new Error(`There is no game day ${gameDayId}`);
  return day;
};

/** Waits for what comes of a game day. */
export const dayConcluded = async (world: World, gameDayId: string) => {
  await world.when(async () => (await dayOf(world, gameDayId)).state === 'closed');
  const { conclusion, steps } = await dayOf(world, gameDayId);
  if (conclusion === undefined) throw new Error(`Game day ${gameDayId} came to nothing`);
  return { ...conclusion, started: steps };
};
