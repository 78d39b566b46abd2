import type { Run } from '../../../core/run.ts';
import type { Watch } from './seen.ts';
import { isWhole } from './truth.ts';

/** What is said of a run at its end must be so. */
export const checkConclusion = (watch: Watch, { runId, conclusion }: Run): void => {
  const { world, must } = watch;
  if (conclusion?.restoration === 'restored')
    must('S12', isWhole(world, runId), () => 'called restored while something is not as it was');
  if (conclusion?.restoration === 'nothing-injected')
    must(
      'S12',
      world.fleet.effects.every((one) => one.runId !== runId),
      () => 'called untouched after an effect',
    );
  if (conclusion?.hypothesis === 'held') checkHeld(watch, runId);
};

const checkHeld = ({ world, seen, must }: Watch, runId: string): void => {
  const landed = new Set(
    world.fleet.effects.flatMap((one) =>
      one.runId === runId && one.landedAtMs !== undefined ? [one.ordinal] : [],
    ),
  );
  must(
    'S12',
    landed.size === world.scenario.experiment.faults.length,
    () => 'called held though a fault never landed',
  );
  // With clocks that differ nobody can say on which side of the undo anything was (docs/safety.md, limits).
  const isSkewed = world.weather.skewMs !== 0 || world.weather.othersSkewMs !== 0;
  const { revertingAtMs = Infinity } = world.peek.runs().find((run) => run.runId === runId) ?? {};
  // A target among several that somebody puts back by hand nobody misses (docs/safety.md, limits).
  const mine = world.fleet.effects.filter((one) => one.runId === runId && one.landedAtMs !== undefined);
  const isBrief = [...Map.groupBy(mine, ({ ordinal }) => ordinal)].some(([ordinal, all]) => {
    const { durationMs = 0 } = world.scenario.experiment.faults[ordinal] ?? {};
    return all.every(({ attribute, isReversible, landedAtMs = 0, endedAtMs = Infinity }) => {
      const dueMs = Math.min(landedAtMs + durationMs, revertingAtMs);
      return isReversible && attribute !== 'ours' && endedAtMs + Math.min(6_000, durationMs / 2) < dueMs;
    });
  });
  must('S12', isSkewed || !isBrief, () => 'called held though a fault ended before its time');
  must(
    'S12',
    isSkewed || !seen.badWhileLive.has(runId),
    () => 'called held though the alarm went off during the fault',
  );
};
