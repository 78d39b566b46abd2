import { beforeRevert } from '../../../core/run.ts';
import type { Invocation } from '../invocation.ts';
import type { Watch } from './seen.ts';

/** The alarm's true state has been looked at. */
export const keepAlarm = ({ world, seen }: Watch, isBad: boolean): void => {
  seen.badSinceMs = isBad ? (seen.badSinceMs ?? world.clock.now()) : undefined;
  const last = seen.bad.at(-1);
  if (isBad && last?.toMs !== Infinity) seen.bad.push({ fromMs: world.clock.now(), toMs: Infinity });
  if (!isBad && last?.toMs === Infinity) last.toMs = world.clock.now();
  // What goes off after the undo is accepted belongs to the recovery.
  for (const { runId, undoneAtMs } of world.peek.runs())
    if (isBad && undoneAtMs === undefined && world.fleet.live(runId).length > 0) seen.badWhileLive.add(runId);
};

/** A function has come to its end by itself: whoever looked must have seen an alarm that was off before it began. */
export const checkOver = (
  { world, seen, must }: Watch,
  { fn, startedAtMs, event, stateBefore }: Invocation,
): void => {
  const isOff = seen.badSinceMs !== undefined && seen.badSinceMs < startedAtMs;
  const isSeen = world.peek.run(world.runId)?.state !== 'observing';
  must(
    'S8',
    fn !== 'on-signal' || !isOff || !isOfAlarm(event) || stateBefore !== 'observing' || isSeen,
    () => 'on-signal heard that the alarm is off, and the run goes on',
  );
  must(
    'S8',
    fn !== 'observe-run' || !isOff || isSeen,
    () => 'Observe did not see that the alarm was off already',
  );
};

const isOfAlarm = (event: unknown): boolean =>
  (event as { detail?: { state?: { value?: string } } } | undefined)?.detail?.state?.value === 'ALARM';

/** Somebody who pressed Stop was answered. */
export const checkStop = ({ world, must }: Watch): void => {
  const run = world.peek.run(world.runId);
  must(
    'S9',
    run === undefined || !beforeRevert.some((state) => state === run.state),
    () => `Stop answered, and the run is ${run?.state}`,
  );
};
