import { NotFound } from '../errors.ts';
import type { Experiment } from '../experiment.ts';
import type { AppendOptions, Journal, JournalEntry, Ports, Runs } from '../ports.ts';
import type { Run } from '../run.ts';

/** The run, or an error that names it. */
export const runOf = async ({ runs }: { readonly runs: Pick<Runs, 'get'> }, runId: string): Promise<Run> => {
  const run = await runs.get(runId);
  if (run === undefined) throw new NotFound(`There is no run ${runId}`);
  return run;
};

/** The document of a run, as it was when the run began. */
export const experimentOf = async (
  { experiments }: Pick<Ports, 'experiments'>,
  run: Run,
): Promise<Experiment> => {
  const stored = await experiments.get(run.experiment);
  if (stored === undefined)
    throw new NotFound(
      `Version ${run.experiment.version} of experiment ${run.experiment.name} is not in the store`,
    );
  return stored.document;
};

/** What writing down takes. */
export type Writing = { readonly journal: Pick<Journal, 'append'> } & Pick<Ports, 'clock' | 'actor'>;

/** Writes down what has just happened, in the name of this process. */
export const note = (
  { journal, clock, actor }: Writing,
  runId: string,
  kind: string,
  entry: Omit<JournalEntry, 'kind' | 'atMs' | 'actor'> & { readonly actor?: string } = {},
  options?: AppendOptions,
): Promise<void> => journal.append(runId, { kind, atMs: clock.now(), actor, ...entry }, options);

/** What went wrong, in one line. */
export const because = (failure: unknown): string =>
  failure instanceof Error ? `${failure.name}: ${failure.message}` : String(failure);
