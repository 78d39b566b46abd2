import { beforeRevert } from '../../../core/run.ts';
import type { Must, Seen } from './seen.ts';
import type { Witness } from './witness.ts';

const minuteMs = 60_000;
/** The dead man fires each minute, and a turn of his takes less than one. */
const homeMs = 7 * minuteMs;
const pagedAfterMs = 27 * minuteMs;
const pagedAgainMs = 6 * minuteMs;

/** What must be so after a time: nothing outlives its deadline unless a person is being paged. */
export const boundsOf = (sim: Witness, must: Must) => {
  const slackMs = () =>
    sim.weather.deadManDelayMs + Math.abs(sim.weather.skewMs) + Math.abs(sim.weather.othersSkewMs);
  // What keeps everybody from undoing: then a person must know, and that is all there is.
  const isExcused = () => {
    const {
      isUndoDenied,
      isDriverGone,
      tableThrottledUntilMs,
      denied,
      putRightAtMs = -Infinity,
    } = sim.weather;
    return (
      isUndoDenied ||
      isDriverGone ||
      denied.size > 0 ||
      Math.max(tableThrottledUntilMs, putRightAtMs) > sim.clock.now() - homeMs
    );
  };

  // Whoever pages again and again has lost his role, or is dead. What is left is CloudWatch's own alarms on the reconciler's
  // errors and on its silence (serverless/alarms.yml), which are not part of this world.
  const isMute = () => {
    const { denied, isReconcilerDead } = sim.weather;
    return (isReconcilerDead || denied.has('reconcile')) && denied.has('dead-man');
  };

  return {
    minute: ({ badSinceMs }: Seen) => {
      const nowMs = sim.clock.now();
      for (const run of sim.peek.runs()) {
        const { runId, deadlineMs = Infinity, revertingAtMs = Infinity } = run;
        const live = sim.fleet.live(runId).filter(({ isReversible }) => isReversible);
        if (live.length === 0) continue;
        const lateMs = nowMs - deadlineMs - slackMs();
        must('S4', lateMs < homeMs || isExcused(), () => 'a fault outlives its deadline');
        const overdueMs = nowMs - Math.min(revertingAtMs, deadlineMs) - slackMs();
        const paged = sim.pagedAtMs();
        if (overdueMs > pagedAfterMs && !sim.weather.isNotifierDown && !isMute())
          must(
            'liveness',
            paged !== undefined && nowMs - paged < pagedAgainMs,
            () => 'something is faulted and nobody is being paged',
          );
        const isWatched = beforeRevert.some((state) => state === run.state);
        const badMs = badSinceMs === undefined ? 0 : nowMs - badSinceMs;
        must(
          'S8',
          !isWatched || badMs < homeMs + slackMs() || isExcused(),
          () => 'the alarm is off and the fault goes on',
        );
      }
    },
  };
};
