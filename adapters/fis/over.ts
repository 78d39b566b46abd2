import type { Experiment, ExperimentAction, FisClient } from '@aws-sdk/client-fis';
import type { Clock, Verification } from '../../core/ports.ts';
import type { FaultRecord } from '../../core/run.ts';
import { experimentById } from './experiment.ts';
import { experimentsOf } from './listed.ts';
import { isActive } from './states.ts';
import { saidOf } from './words.ts';

/** What asking FIS for the end of a fault needs. */
export type OverNeeds = { readonly fis: FisClient; readonly clock: Pick<Clock, 'now'> };

/**
 * Whether FIS itself says that a fault is over: each of its experiments has ended, and each action in it. Of one that
 * failed nobody knows whether it was cleaned up after, so that its documented time has to be over as well.
 */
export const overByFis = async (
  { fis, clock }: OverNeeds,
  { runId, ordinal, durationMs, injectedAtMs }: FaultRecord,
): Promise<Verification> => {
  const listed = await experimentsOf(fis, { runId, ordinal });
  // What FIS has started it remembers for 120 days; that it does not list it says nothing about its end.
  if (listed.length === 0 && injectedAtMs !== undefined)
    return { restored: false, drifted: false, seen: 'FIS does not list the experiment that it has started' };
  if (listed.length === 0) return { restored: true, seen: 'FIS has no experiment of this fault' };
  const experiments = await Promise.all(listed.map(({ id }) => experimentById(fis, id)));
  const said = experiments.map(saidOf).join('; ');
  if (experiments.some(isActive)) return { restored: false, drifted: false, seen: `FIS says: ${said}` };
  const lastsUntilMs = Math.max(0, ...experiments.flatMap(failedActions).map(endOf(durationMs)));
  if (clock.now() < lastsUntilMs) {
    const until = new Date(lastsUntilMs).toISOString();
    const seen = `FIS says: ${said}; whether it was cleaned up after is not known, its time is over at ${until}`;
    return { restored: false, drifted: false, seen };
  }
  return { restored: true, seen: `confirmed by FIS only: ${said}` };
};

const failedActions = ({ actions = {} }: Experiment): readonly ExperimentAction[] =>
  Object.values(actions).filter(
    ({ state, startTime }) => state?.status === 'failed' && startTime !== undefined,
  );

const endOf =
  (durationMs: number) =>
  ({ startTime }: ExperimentAction): number =>
    (startTime?.getTime() ?? 0) + durationMs;
