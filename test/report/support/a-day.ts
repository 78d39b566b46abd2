import { type GameDayResult, gameDayResult } from '../../../core/result.ts';
import { dayConcluded, gameDayIn, type Step } from '../../support/a-game-day.ts';
import { anExperiment, faultOn } from '../../support/an-experiment.ts';
import { openWorld } from '../../support/world.ts';

/** An experiment whose hypothesis holds. */
export const holds = anExperiment({ name: 'one-stops', title: 'One stops' });

/** An experiment whose hypothesis fails. */
export const fails = anExperiment({ name: 'two-stop', title: 'Two stop', faults: [faultOn(1), faultOn(2)] });

/** What a game day of these steps comes to. */
export const dayOf = async (steps: readonly Step[]): Promise<GameDayResult> => {
  const world = await openWorld();
  const id = await gameDayIn(world, steps);
  await dayConcluded(world, id);
  return gameDayResult(world.main.ports, id);
};
