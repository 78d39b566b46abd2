import type { GameDay } from '../experiment.ts';
import type { Ports } from '../ports.ts';
import { note } from '../protocol/record.ts';
import type { ExperimentRef, GameDayRun, Trigger } from '../run.ts';

/**
 * Creates a game day and starts its execution, once. Experiments are in the order of its steps. One that is stopped before
 * it begins runs none of them, and is on record.
 */
export const startGameDay = async (
  ports: Ports,
  gameDayId: string,
  document: GameDay,
  experiments: readonly ExperimentRef[],
  trigger: Trigger,
  stop?: NonNullable<GameDayRun['stop']>,
): Promise<void> => {
  const created = await ports.gameDays.create({
    gameDayId,
    document,
    experiments: experiments.map(({ name, version }) => ({ name, version })),
    trigger,
    state: 'running',
    createdAtMs: ports.clock.now(),
    steps: [],
    openedBefore: -1,
    ...(stop && { stop }),
  });
  if (created) await note(ports, gameDayId, 'gameday-created', { data: { name: document.name, trigger } });
  await ports.executions.start('gameday', gameDayId, { gameDayId });
};
