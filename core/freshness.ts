import { versionOf } from './chain.ts';
import { formatDuration } from './duration.ts';
import type { Experiment } from './experiment.ts';
import type { Ports } from './ports.ts';
import type { Run } from './run.ts';

// Most often the proof is among the newest few.
const looks = [20, 200, 1_000];

/**
 * Why an experiment need not run yet: this very version of it was proven, held or failed, not long ago. What was untested
 * proves nothing. Throws when more runs are younger than that than anybody looks at.
 */
export const provenRecently = async (
  { runs, clock }: { readonly runs: Pick<Ports['runs'], 'list'> } & Pick<Ports, 'clock'>,
  experiment: Experiment,
): Promise<string | undefined> => {
  const { name, guards } = experiment;
  if (guards.freshness === undefined) return undefined;
  const { notWithinMs } = guards.freshness;
  const version = versionOf(experiment);
  const sinceMs = clock.now() - notWithinMs;
  const isProof = (run: Run): boolean =>
    run.experiment.name === name &&
    run.experiment.version === version &&
    ['held', 'failed'].includes(run.conclusion?.hypothesis ?? '') &&
    run.createdAtMs > sinceMs;
  for (const limit of looks) {
    const newest = await runs.list(limit);
    const proof = newest.find(isProof);
    if (proof) return provenBy(proof, notWithinMs, clock.now());
    const oldestMs = newest.at(-1)?.createdAtMs ?? -Infinity;
    if (newest.length < limit || oldestMs <= sinceMs) return undefined;
  }
  throw new Error(`more than ${looks.at(-1)} runs began within ${formatDuration(notWithinMs)}`);
};

const provenBy = ({ runId, createdAtMs, conclusion }: Run, notWithinMs: number, nowMs: number): string =>
  `run ${runId} proved it ${formatDuration(nowMs - createdAtMs)} ago (${conclusion?.hypothesis}), and it is not run again within ${formatDuration(notWithinMs)}`;
