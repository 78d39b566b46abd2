import type { DeadManInput } from '../../core/ports.ts';
import { type MemoryDeadMan, memoryDeadMan } from '../support/memory/dead-man.ts';
import type { Ground } from './ground.ts';
import type { RunFunction } from './quietly.ts';

/** The dead man of a simulation, who may be slow, or switched off as a layer. */
export const openDeadMan = (
  { clock, schedule, weather, told }: Pick<Ground, 'clock' | 'schedule' | 'weather' | 'told'>,
  run: RunFunction,
): MemoryDeadMan =>
  memoryDeadMan(clock, async (input: DeadManInput) => {
    if (schedule.without.includes('dead-man')) return;
    if (weather.deadManDelayMs > 0) await clock.sleep(weather.deadManDelayMs);
    told(() => 'the dead man fires');
    await run('dead-man', input);
  });
