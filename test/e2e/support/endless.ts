import type { Run } from '../../../core/run.ts';
import { shortExperiment, stopInstances } from './documents.ts';
import { runOf } from './home.ts';
import type { Place } from './place.ts';
import type { Program } from './program.ts';
import { until } from './until.ts';

/** An experiment whose fault lasts an hour of lab time: it ends only because something stops it. */
export const endlessExperiment = shortExperiment({
  name: 'endless',
  faults: `${stopInstances('stop-one', 1)}\n    parameters: { startInstancesAfterDuration: PT1H }`,
  maxDuration: 'PT2H',
});

/** A run whose fault is really there. */
export type FaultedRun = { readonly program: Program; readonly runId: string };

/** Starts the endless experiment and waits until its fault is proven, or for another entry. */
export const startFaulted = async (place: Place, kind = 'fault-proven'): Promise<FaultedRun> => {
  const file = place.write('endless.yml', endlessExperiment);
  const program = place.start(['run', file, '--wait']);
  const { id } = await program.entry(kind, 60_000);
  return { program, runId: String(id) };
};

/** Waits until a run is closed. */
export const closed = (place: Place, runId: string): Promise<Run> =>
  until(`run ${runId} to be closed`, async () => {
    const run = await runOf(place, runId);
    return run.state === 'closed' && run;
  });
