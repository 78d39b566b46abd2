import { StartInstancesCommand } from '@aws-sdk/client-ec2';
import type { FisClient } from '@aws-sdk/client-fis';
import { ServiceUnavailable } from '../../core/errors.ts';
import type { Clock, FaultDriver, UndoOutcome } from '../../core/ports.ts';
import type { FaultRecord } from '../../core/run.ts';
import { calling } from '../aws/calling.ts';
import { inWords, lookAtTargets, type Owners, type TargetLook } from './looks/by-type.ts';
import { idOf } from './looks/look.ts';
import { stillActive, stopAll } from './stop.ts';

/** What undoing needs. */
export type UndoNeeds = Owners & { readonly fis: FisClient; readonly clock: Clock };

/** Stops the fault's experiments, and puts back what FIS does not. Needs nothing but the fault's record. */
export const fisUndo = (needs: UndoNeeds): Pick<FaultDriver, 'undo'> => ({
  undo: (record) => calling(`undo ${record.name}`, () => undo(needs, record)),
});

const undo = async (needs: UndoNeeds, record: FaultRecord): Promise<UndoOutcome> => {
  const { runId, ordinal, revertClass } = record;
  const { experiments } = await stopAll(needs.fis, { runId, ordinal });
  const active = await awaitEnd(needs, record);
  if (revertClass === 'irreversible') return active ? failActive(active) : { outcome: 'nothing-to-undo' };
  const looks = await lookAtTargets(needs, record);
  // What can be put back is put back, also while FIS is not done, and when something else has drifted.
  const started = record.action === 'aws:ec2:stop-instances' ? await startAgain(needs, looks) : [];
  if (active) return failActive(active);
  const other = looks.filter(({ standing }) => standing === 'drifted' || standing === 'gone');
  if (other.length > 0) return { outcome: 'drifted', seen: inWords(other) };
  const underWay = looks.filter(({ now }) => now?.state === 'stopping');
  if (underWay.length > 0) throw new ServiceUnavailable(`still on its way: ${inWords(underWay)}`);
  return { outcome: experiments.length + started.length > 0 ? 'accepted' : 'nothing-to-undo' };
};

const patienceMs = 15_000;
const everyMs = 1_000;

/** Waits until no experiment of the fault is active; answers those that are when patience is at its end. */
const awaitEnd = async (
  { fis, clock }: UndoNeeds,
  { runId, ordinal }: FaultRecord,
): Promise<string | undefined> => {
  const untilMs = clock.now() + patienceMs;
  for (;;) {
    const active = await stillActive(fis, { runId, ordinal });
    if (active.length === 0) return undefined;
    if (clock.now() >= untilMs) return active.map(({ id, state }) => `${id} is ${state?.status}`).join(', ');
    await clock.sleep(everyMs);
  }
};

const failActive = (active: string): never => {
  throw new ServiceUnavailable(`FIS has not ended it yet: ${active}`);
};

/** Writes only over the after-image: an instance in any other state is not started. */
const startAgain = async ({ ec2 }: Owners, looks: readonly TargetLook[]): Promise<readonly string[]> => {
  const stopped = looks.filter(({ standing }) => standing === 'after').map(({ arn }) => idOf(arn));
  if (stopped.length > 0) await ec2.send(new StartInstancesCommand({ InstanceIds: stopped }));
  return stopped;
};
