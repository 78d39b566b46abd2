import type { Ports } from '../ports.ts';
import { injectedAnything } from '../restoration.ts';
import type { Conclusion } from '../run.ts';
import { note } from './record.ts';

/**
 * Closes a run whose whole world is gone for certain: there is nothing left to read, and nothing left to restore.
 * It is never called restored.
 */
export const concludeLost = async (
  ports: Pick<Ports, 'runs' | 'journal' | 'leases' | 'clock' | 'actor'>,
  runId: string,
  why: string,
): Promise<Conclusion> => {
  const anything = injectedAnything(await ports.runs.faults(runId));
  const conclusion: Conclusion = {
    hypothesis: 'untested',
    restoration: anything ? 'unverified' : 'nothing-injected',
    reasons: [why],
    measures: {},
    exitCode: anything ? 5 : 4,
  };
  await note(ports, runId, 'lost', { reason: why, data: { ...conclusion } }, { durable: true });
  await ports.runs.update(runId, {}, { state: 'closed', conclusion, waiting: undefined });
  await ports.runs.unwatch(runId);
  await ports.leases.release(runId);
  return conclusion;
};
