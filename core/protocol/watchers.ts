import { probesOf } from '../judgement.ts';
import type { JournalRecord, Ports } from '../ports.ts';
import type { Run } from '../run.ts';
import { longestGapMs } from '../stream.ts';
import { experimentOf, note } from './record.ts';
import { readingsIn } from './steady.ts';

/** How long one watcher works: Lambda's own limit is 15 minutes. */
export const watcherBudgetMs = 14.5 * 60_000;

// Before the budget of the one before is over, and with a minute's look in between.
const overlapMs = 2 * 60_000;
const againAfterMs = 30_000;

/** Starts a watcher of a run's HTTP probes. */
export const startWatcher = async (ports: Ports, runId: string): Promise<void> => {
  await note(ports, runId, 'watcher-started');
  await ports.watchers.start(runId);
};

/** Starts the next watcher while the last one still works, or after it has fallen silent. */
export const keepWatching = async (ports: Ports, run: Run): Promise<void> => {
  const journal = await ports.journal.read(run.runId);
  const started = journal.findLast(({ kind }) => kind === 'watcher-started');
  if (started === undefined || run.state === 'closed') return;
  const ageMs = ports.clock.now() - started.atMs;
  const silent = (await silentProbe(ports, run, journal)) !== undefined;
  if (ageMs >= watcherBudgetMs - overlapMs || (silent && ageMs >= againAfterMs))
    await startWatcher(ports, run.runId);
};

/** An HTTP probe of which no reading comes any more. */
export const silentProbe = async (
  ports: Ports,
  run: Run,
  journal?: readonly JournalRecord[],
): Promise<string | undefined> => {
  const { steadyState } = await experimentOf(ports, run);
  const probes = probesOf(steadyState.probes, 'http').filter(({ missingData }) => missingData !== 'ignore');
  if (probes.length === 0) return undefined;
  const readings = readingsIn(journal ?? (await ports.journal.read(run.runId)));
  const nowMs = ports.clock.now();
  return probes.find((probe) => {
    const last = readings.findLast((reading) => reading.probe === probe.name);
    return nowMs - (last?.atMs ?? run.createdAtMs) > longestGapMs(probe);
  })?.name;
};
