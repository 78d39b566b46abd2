import { Worker } from 'node:worker_threads';
import type { Job } from './jobs.ts';
import type { Patch } from './mutants/patch.ts';
import type { Told } from './tally.ts';

/** Jobs on one version of the code. */
export type Batch = {
  readonly name: string;
  readonly patches: readonly Patch[];
  readonly jobs: readonly Job[];
};

/** Runs batches on so many threads; hears what each job told, and of which batch it was. */
export const runBatches = async (
  batches: readonly Batch[],
  threads: number,
  hear: (batch: Batch, job: Job, told: Told) => void,
): Promise<void> => {
  const queue = batches.flatMap((batch) => batch.jobs.map((job) => ({ batch, job })));
  let next = 0;
  const take = () => queue[next++];
  const thread = async () => {
    let worker: { readonly of: Batch; readonly is: Worker } | undefined;
    for (let todo = take(); todo !== undefined; todo = take()) {
      // A worker has loaded one version of the code and no other.
      if (worker?.of !== todo.batch) {
        await worker?.is.terminate();
        worker = { of: todo.batch, is: startWorker(todo.batch) };
      }
      const told = await ask(worker.is, todo.job);
      if (told.failure !== undefined) throw new Error(`${todo.batch.name}: ${told.failure}`);
      hear(todo.batch, todo.job, told);
    }
    await worker?.is.terminate();
  };
  await Promise.all(Array.from({ length: threads }, thread));
};

const startWorker = ({ patches }: Batch): Worker =>
  new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { patches },
    resourceLimits: { maxYoungGenerationSizeMb: 64 },
  });

const ask = (worker: Worker, job: Job): Promise<Told> =>
  new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      worker.off('message', onMessage);
      worker.off('error', onError);
      end();
    };
    const onMessage = (told: Told) => settle(() => resolve(told));
    const onError = (failure: Error) => settle(() => reject(failure));
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.postMessage(job);
  });
