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
  // With clocks that differ nobody can say on which side of the undo an alarm has gone off (docs/safety.md, limits).
  const isSkewed = world.weather.skewMs !== 0 || world.weather.othersSkewMs !== 0;
  must(
    'S12',
    isSkewed || !seen.badWhileLive.has(runId),
    () => 'called held though the alarm went off during the fault',
  );
};
