import { parentPort, workerData } from 'node:worker_threads';
import type { Job } from './jobs.ts';
import { loadPatched, type Patch } from './mutants/patch.ts';
import type { Told } from './tally.ts';

// Nobody reads the stacks of simulated errors, and there are millions.
Error.stackTraceLimit = 0;

const { patches } = workerData as { readonly patches: readonly Patch[] };
// The real code is loaded after its patches.
if (patches.length > 0) loadPatched(patches);
const { runJob } = await import('./jobs.ts');
const { openTally } = await import('./tally.ts');

parentPort?.on('message', (job: Job) => {
  const tally = openTally();
  const stopAtFirst = job.stopAtFirst ?? false;
  runJob(job, tally.hear, () => stopAtFirst && tally.found() > 0).then(
    () => parentPort?.postMessage({ ...tally.told(), failure: undefined } satisfies Told),
    (failure: unknown) =>
      parentPort?.postMessage({ ...tally.told(), failure: String(failure) } satisfies Told),
  );
});
