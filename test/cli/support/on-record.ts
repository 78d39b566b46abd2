import { openDesk } from '../../../cli/lab-ports.ts';
import type { RunResult } from '../../../core/result.ts';
import type { Run } from '../../../core/run.ts';

/** Puts a run that has been into the store and the journal of a state directory, under another id. */
export const onRecord = async (
  stateDir: string,
  { run, experiment, faults, journal }: RunResult,
  runId: string,
  fields: Partial<Run> = {},
): Promise<void> => {
  const desk = openDesk(stateDir);
  try {
    const ref = await desk.store.experiments.put(experiment);
    await desk.store.runs.create({ ...run, runId, experiment: ref, ...fields });
    for (const fault of faults) await desk.store.runs.putFault({ ...fault, runId });
    for (const { seq: _seq, prev: _prev, hash: _hash, ...entry } of journal)
      await desk.journal.append(runId, entry);
  } finally {
    desk.close();
  }
};
