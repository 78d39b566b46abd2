import type { Ports } from '../ports.ts';
import { injectedAnything } from '../restoration.ts';
import { type Conclusion, notClosed } from '../run.ts';
import { note, runOf } from './record.ts';

/**
 * Closes a run whose whole world is gone for certain: there is nothing left to read, and nothing left to restore.
 * It is never called restored.
 */
export const concludeLost = async (
  ports: Pick<Ports, 'runs' | 'journal' | 'leases' | 'clock' | 'actor'>,
  runId: string,
  why: string,
): Promise<Conclusion> => {
  const run = await runOf(ports, runId);
  if (run.state === 'closed' && run.conclusion) return run.conclusion;
  const anything = injectedAnything(await ports.runs.faults(runId));
  const conclusion: Conclusion = {
    hypothesis: 'untested',
    restoration: anything ? 'unverified' : 'nothing-injected',
    reasons: [why],
    measures: {},
    exitCode: anything ? 5 : 4,
  };
  // The epoch too: whatever still acts for this run in another process changes nothing any more.
  const change = { state: 'closed', epoch: run.epoch + 1, conclusion, waiting: undefined } as const;
  if (!(await ports.runs.update(runId, { states: notClosed, epoch: run.epoch }, change)))
    return concludeLost(ports, runId, why);
  await note(ports, runId, 'lost', { reason: why, data: { ...conclusion } }, { durable: true });
  await ports.runs.unwatch(runId);
  await ports.leases.release(runId);
  return conclusion;
};
