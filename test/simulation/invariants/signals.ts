import { beforeRevert } from '../../../core/run.ts';
import type { Invocation } from '../invocation.ts';
import type { Watch } from './seen.ts';

/** The alarm's true state has been looked at. */
export const keepAlarm = ({ world, seen }: Watch, isBad: boolean): void => {
  seen.badSinceMs = isBad ? (seen.badSinceMs ?? world.clock.now()) : undefined;
  // What goes off after the undo is accepted belongs to the recovery.
  for (const { runId, undoneAtMs } of world.peek.runs())
    if (isBad && undoneAtMs === undefined && world.fleet.live(runId).length > 0) seen.badWhileLive.add(runId);
};

/** A function has come to its end by itself: Observe must have seen an alarm that was off before it began. */
export const checkOver = ({ world, seen, must }: Watch, { fn, startedAtMs }: Invocation): void => {
  const isOff = seen.badSinceMs !== undefined && seen.badSinceMs < startedAtMs;
  const isSeen = world.peek.run(world.runId)?.state !== 'observing';
  must(
    'S8',
    fn !== 'observe-run' || !isOff || isSeen,
    () => 'Observe did not see that the alarm was off already',
  );
};

/** Somebody who pressed Stop was answered. */
export const checkStop = ({ world, must }: Watch): void => {
  const run = world.peek.run(world.runId);
  must(
    'S9',
    run === undefined || !beforeRevert.some((state) => state === run.state),
    () => `Stop answered, and the run is ${run?.state}`,
  );
};
