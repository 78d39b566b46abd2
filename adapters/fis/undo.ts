import type { EC2Client } from '@aws-sdk/client-ec2';
import type { FisClient } from '@aws-sdk/client-fis';
import { ServiceUnavailable } from '../../core/errors.ts';
import type { Clock, FaultDriver, UndoOutcome } from '../../core/ports.ts';
import type { FaultRecord } from '../../core/run.ts';
import { calling } from './calling.ts';
import { experimentById, newestExperiment } from './experiment.ts';
import { inWords, standingsOf } from './looks/standings.ts';
import { ownUndoOf } from './put-back.ts';
import { isActive } from './states.ts';
import { stillActive, stopAll } from './stop.ts';

/** What undoing needs. */
export type UndoNeeds = { readonly fis: FisClient; readonly ec2: EC2Client; readonly clock: Clock };

/** Stops the fault's experiments, and puts back what FIS does not. Needs nothing but the fault's record. */
export const fisUndo = (needs: UndoNeeds): Pick<FaultDriver, 'undo'> => ({
  undo: (record) => calling(`undo ${record.name}`, () => undo(needs, record)),
});

const undo = async (needs: UndoNeeds, record: FaultRecord): Promise<UndoOutcome> => {
  const [ended] = await Promise.allSettled([endExperiments(needs, record)]);
  const hasEnded = ended.status === 'fulfilled';
  if (record.revertClass === 'irreversible') {
    if (!hasEnded) throw ended.reason;
    return { outcome: 'nothing-to-undo' };
  }
  const own = ownUndoOf(record);
  if (own === undefined) {
    if (!hasEnded) throw ended.reason;
    return outcomeOf(needs, record, ended.value, []);
  }
  const { look, putBack, besideFis } = own;
  const looks = await standingsOf(look(needs.ec2), record);
  // What can be put back is put back, also when FIS does not answer, and when something else has drifted.
  const sent = hasEnded || besideFis ? await putBack(needs.ec2, record, looks) : [];
  if (!hasEnded) throw ended.reason;
  const other = looks.filter(({ standing }) => standing === 'drifted' || standing === 'gone');
  if (other.length > 0) return { outcome: 'drifted', seen: inWords(other) };
  const stopping = looks.filter(({ now }) => now?.state === 'stopping');
  if (stopping.length > 0) throw new ServiceUnavailable(`It cannot be started yet: ${inWords(stopping)}`);
  return outcomeOf(needs, record, ended.value, sent);
};

const outcomeOf = async (
  needs: UndoNeeds,
  record: FaultRecord,
  stopped: readonly string[],
  sent: readonly string[],
): Promise<UndoOutcome> => {
  if (stopped.length + sent.length > 0) return { outcome: 'accepted' };
  return { outcome: 'nothing-to-undo', ...(await endBefore(needs, record)) };
};

/**
 * When and how FIS ended it, of what had ended before it was told to; FIS remembers for 120 days. What had to be put back
 * was there until then, though its experiment was long over.
 */
const endBefore = async (
  { fis }: UndoNeeds,
  { runId, ordinal }: FaultRecord,
): Promise<Pick<UndoOutcome & { readonly outcome: 'accepted' }, 'ended'>> => {
  const experiment = await newestExperiment(fis, { runId, ordinal });
  const { id, endTime, state } = experiment ?? {};
  if (endTime === undefined) return {};
  const how = `FIS experiment ${id} is ${state?.status}${state?.reason ? `, ${state.reason}` : ''}`;
  return { ended: { atMs: endTime.getTime(), how } };
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
