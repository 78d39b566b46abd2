import { NeedsHuman } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { beforeRevert, type Conclusion } from '../run.ts';
import { conclude } from './conclude.ts';
import { because, experimentOf, note, runOf } from './record.ts';
import { revertFaults } from './revert.ts';
import { signalRun } from './signal.ts';
import { verifyAll, verifyRestored } from './verify.ts';

const againAfterMs = 2_000;

/**
 * Takes a run home that nobody drives any more: undo, quarantine, verify, conclude. Safe to repeat and to run twice.
 * Tries until `patienceMs` is over; then concludes with what is known, which pages when something is not verified.
 */
export const bringHome = async (
  ports: Ports,
  runId: string,
  died: string,
  patienceMs: number,
): Promise<Conclusion> => {
  const run = await runOf(ports, runId);
  const atMs = ports.clock.now();
  if (beforeRevert.some((state) => state === run.state))
    await signalRun(ports, runId, { kind: 'died', atMs, actor: ports.actor, reason: died });
  if (run.state !== 'closed') await note(ports, runId, 'bringing-home', { reason: died }, { durable: true });
  const untilMs = atMs + patienceMs;
  let trouble = run.state === 'closed' ? undefined : await attempt(ports, runId);
  while (trouble !== undefined && !(trouble instanceof NeedsHuman) && ports.clock.now() < untilMs) {
    await ports.clock.sleep(againAfterMs);
    trouble = await attempt(ports, runId);
  }
  return conclude(ports, runId);
};

const attempt = async (ports: Ports, runId: string): Promise<unknown> => {
  try {
    const { quarantineSeconds } = await revertFaults(ports, runId);
    if (quarantineSeconds > 0) await ports.clock.sleep(quarantineSeconds * 1000);
    await verifyRestored(ports, runId);
    const faults = await ports.runs.faults(runId);
    await verifyAll(
      ports,
      faults.filter(({ revertClass, state }) => revertClass === 'irreversible' && state === 'undone'),
    );
    return undefined;
  } catch (failure) {
    await note(ports, runId, 'not-yet-home', { reason: because(failure) });
    return failure;
  }
};

/** How long a run may need to come home: what its experiment allows for recovery, and five minutes. */
export const homeComingMs = async (ports: Ports, runId: string): Promise<number> => {
  const { recovery } = await experimentOf(ports, await runOf(ports, runId));
  return recovery.withinMs + 5 * 60_000;
};
