import { virtualClock } from '../support/memory/virtual-clock.ts';
import { chance } from './chance.ts';
import { startWholeRun } from './disturbances/whole-run.ts';
import type { Scenario } from './scenarios.ts';
import type { Schedule } from './schedule.ts';
import { fair } from './weather.ts';

/** What every part of a simulation stands on. */
export type Ground = ReturnType<typeof openGround>;

let grounds = 0;

/** Time, chance, weather and a name for the run of one schedule; what happens is told only if somebody wants to know. */
export const openGround = (schedule: Schedule, scenario: Scenario, isTold: boolean) => {
  const clock = virtualClock();
  const startedAtMs = clock.now();
  const weather = fair();
  const { timesOutAfterS } = startWholeRun(schedule, weather);
  if (scenario.isDeaf) weather.events = 'lost';
  const timeline: string[] = [];
  const told = (text: () => string): void => {
    if (isTold) timeline.push(`${String(clock.now() - startedAtMs).padStart(8)} ms  ${text()}`);
  };
  return {
    ...{ schedule, scenario, clock, startedAtMs, weather, timesOutAfterS, timeline, told },
    random: chance(schedule.seed),
    // The engine serves many simulations, and knows their runs by name.
    runId: `run-${String(++grounds).padStart(6, '0')}`,
  };
};
