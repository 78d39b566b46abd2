import type { Ports } from '../../core/ports.ts';
import { decideApproval } from '../../core/protocol/approval.ts';
import { signalRun } from '../../core/protocol/signal.ts';
import { startRun } from '../../core/protocol/start.ts';
import type { Ground } from './ground.ts';
import type { Peek } from './stores.ts';

/** Works as somebody in the simulation, with ports that can fail. */
export type WorkAs = <T>(who: string, work: (ports: Ports) => Promise<T>) => Promise<T>;

const pressedAgainMs = 5_000;

/** The people around a run: they start it, approve it, stop it, and start it again. */
export const peopleAround = (ground: Ground, peek: Peek, workAs: WorkAs, stopAccepted: () => void) => {
  const { clock, scenario, runId } = ground;
  let hasGivenUp = false;
  let isRepeated = false;

  const start = (id = runId): Promise<void> =>
    workAs('trigger', async (ports) => {
      const experiment = await ports.experiments.put(scenario.experiment);
      await startRun(ports, { runId: id, experiment, trigger: { kind: 'api', actor: 'ana' }, seed: 'seed' });
    });
  const stop = (ports: Ports) =>
    signalRun(ports, runId, { kind: 'person', atMs: clock.now(), actor: 'ana', reason: 'pressed Stop' });
  const pressStop = async (again = 20): Promise<void> => {
    try {
      await workAs('person', stop);
      stopAccepted();
    } catch {
      if (again > 0 && peek.run(runId))
        clock.at(clock.now() + pressedAgainMs, () => void pressStop(again - 1));
    }
  };

  return {
    start,
    pressStop,
    approve: (): Promise<void> =>
      workAs('person', (ports) => decideApproval(ports, runId, 'approved', 'ben')),
    giveUp: (): void => {
      hasGivenUp = true;
    },
    hasGivenUp: () => hasGivenUp,
    /** Lets the next run of a scenario that is repeated begin, once. */
    repeat: (): void => {
      if (!scenario.isRepeated || isRepeated || peek.run(runId)?.state !== 'closed') return;
      isRepeated = true;
      void start(`${runId}-2`).catch(() => undefined);
    },
    isRepeatDue: () => scenario.isRepeated === true && !isRepeated && peek.run(runId) !== undefined,
  };
};
