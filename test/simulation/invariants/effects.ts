import type { Watch } from './seen.ts';

/** While something is faulted, a dead man is armed. */
export const checkArmed = ({ world, must }: Watch): void => {
  for (const { runId } of world.peek.runs()) {
    const live = world.fleet.live(runId).filter(({ isReversible }) => isReversible);
    if (live.length === 0) continue;
    const isArmed = world.deadMan.firesAtMs(runId) !== undefined;
    must('S3', isArmed, () => 'something is faulted and no dead man is armed');
  }
};

/** Something in the fleet has truly changed. */
export const checkChange = (watch: Watch): void => {
  const { world, must } = watch;
  for (const { arn, runId, landedAtMs } of world.fleet.effects) {
    if (landedAtMs !== world.clock.now()) continue;
    must('S6', world.peek.run(runId)?.state !== 'closed', () => 'an effect landed after the close');
    const others = world.fleet.effects.filter(
      (one) => one.arn === arn && one.runId !== runId && one.landedAtMs !== undefined && !one.endedAtMs,
    );
    must('S13', others.length === 0, () => `two runs at once on ${arn}`);
  }
  checkArmed(watch);
};

/** An undo of a run has changed something. */
export const checkUndone = ({ world, must }: Watch, runId: string): void =>
  must(
    'S6',
    world.peek.run(runId)?.state !== 'closed',
    () => 'an undo landed after the close, on what another run had changed',
  );
