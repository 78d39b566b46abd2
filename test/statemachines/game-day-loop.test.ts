import { expect, test } from 'vitest';
import { openGate } from '../../core/gameday/gate.ts';
import { dayOf, gameDayIn } from '../support/a-game-day.ts';
import { anExperiment } from '../support/an-experiment.ts';
import { openWorld } from '../support/world.ts';
import { mostEvents } from './support/events.ts';
import { loops, mostSteps } from './support/loops.ts';

// Refused at once: it is the game day that is looked at.
const of = anExperiment({ guards: { calendars: ['nowhere'], incidents: [], quietAlarms: [] } });

test('the longest game day, with a pause and a gate before each step, goes round as often as is reckoned', async () => {
  const world = await openWorld();
  const steps = Array.from({ length: mostSteps }, () => ({
    ...{ of, waitMs: 60_000, human: true },
    continueOn: 'any' as const,
  }));
  const id = await gameDayIn(world, steps);
  await world.when(async () => {
    const { waiting, openedBefore, state } = await dayOf(world, id);
    if (waiting && openedBefore < waiting.step) await openGate(world.main.ports, id, 'ana');
    return state === 'closed';
  });
  const decided = world.entered(id).filter((name) => name === 'Decide').length;
  // Before the first step there is no pause.
  expect(decided).toBe((loops.gameday[0]?.rounds ?? 0) - 1);
  expect(world.main.engine.getExecutionHistory(id).length).toBeLessThan(mostEvents('gameday', loops.gameday));
});
