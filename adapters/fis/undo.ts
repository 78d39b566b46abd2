import type { FisClient } from '@aws-sdk/client-fis';
import { ServiceUnavailable } from '../../core/errors.ts';
import type { Clock, FaultDriver, UndoOutcome } from '../../core/ports.ts';
import type { FaultRecord } from '../../core/run.ts';
import { calling } from './calling.ts';
import { experimentById } from './experiment.ts';
import { inWords, lookAtTargets, type Owners, type TargetLook } from './looks/by-type.ts';
import { reconnect, startAgain } from './put-back.ts';
import { isActive } from './states.ts';
import { stillActive, stopAll } from './stop.ts';

/** What undoing needs. */
export type UndoNeeds = Owners & { readonly fis: FisClient; readonly clock: Clock };

/** Stops the fault's experiments, and puts back what FIS does not. Needs nothing but the fault's record. */
export const fisUndo = (needs: UndoNeeds): Pick<FaultDriver, 'undo'> => ({
  undo: (record) => calling(`undo ${record.name}`, () => undo(needs, record)),
});

const undo = async (needs: UndoNeeds, record: FaultRecord): Promise<UndoOutcome> => {
  const [ended] = await Promise.allSettled([endExperiments(needs, record)]);
  const hasEnded = ended.status === 'fulfilled';
  if (record.revertClass === 'irreversible' && hasEnded) return { outcome: 'nothing-to-undo' };
  const looks = await lookAtTargets(needs, record);
  // What can be put back is put back, also when FIS does not answer, and when something else has drifted.
  const sent = await putBack(needs, record, looks, hasEnded);
  if (!hasEnded) throw ended.reason;
  const other = looks.filter(({ standing }) => standing === 'drifted' || standing === 'gone');
  if (other.length > 0) return { outcome: 'drifted', seen: inWords(other) };
  const stopping = looks.filter(({ now }) => now?.state === 'stopping');
  if (stopping.length > 0) throw new ServiceUnavailable(`It cannot be started yet: ${inWords(stopping)}`);
  return { outcome: ended.value.length + sent.length > 0 ? 'accepted' : 'nothing-to-undo' };
};

const putBack = async (
  { ec2 }: Owners,
  record: FaultRecord,
  looks: readonly TargetLook[],
  hasEnded: boolean,
): Promise<readonly string[]> => {
  if (record.action === 'aws:ec2:stop-instances') return startAgain(ec2, record, looks);
  // FIS puts network ACLs back before it ends; until then it is FIS's to do.
  if (record.action === 'aws:network:disrupt-connectivity' && hasEnded) return reconnect(ec2, record, looks);
  return [];
};

const patienceMs = 15_000;
const everyMs = 1_000;

/** Stops what is active, and waits until it has ended; gives what it has stopped. */
const endExperiments = async (needs: UndoNeeds, record: FaultRecord): Promise<readonly string[]> => {
  const { runId, ordinal } = record;
  const { experiments } = await stopAll(needs.fis, { runId, ordinal });
  const untilMs = needs.clock.now() + patienceMs;
  for (const id of experiments) await awaitEnd(needs, id, untilMs);
  // One that was started while these were stopping is found by the next attempt, which this one asks for.
  const late = experiments.length > 0 ? await stillActive(needs.fis, { runId, ordinal }) : [];
  if (late.length > 0) throw new ServiceUnavailable(`FIS has started ${late.map(({ id }) => id).join(', ')}`);
  return experiments;
};

const awaitEnd = async ({ fis, clock }: UndoNeeds, id: string, untilMs: number): Promise<void> => {
  for (;;) {
    const experiment = await experimentById(fis, id);
    if (!isActive(experiment)) return;
    if (clock.now() >= untilMs)
      throw new ServiceUnavailable(
        `FIS has not ended it yet: experiment ${id} is ${experiment.state?.status}`,
      );
    await clock.sleep(everyMs);
  }
};
