import { NeedsHuman, NotJustNow, NotRestored } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { beforeRevert, type Conclusion } from '../run.ts';
import { conclude } from './conclude.ts';
import { because, experimentOf, note, runOf } from './record.ts';
import { revertFaults } from './revert.ts';
import { signalRun } from './signal.ts';
import { verifyAll, verifyRestored } from './verify.ts';

const againAfterMs = 2_000;
const longestPauseMs = 16_000;

/** How long one turn takes of whoever comes again every minute. */
export const turnMs = 45_000;

/**
 * Takes a run home that nobody drives any more: undo, quarantine, verify, conclude. Safe to repeat and to run twice.
 * Tries until `patienceMs` is over. Then it is not home yet, or, when a person must know, concludes with what is known,
 * which pages.
 */
export const bringHome = async (
  ports: Ports,
  runId: string,
  died: string,
  patienceMs: number,
): Promise<Conclusion> => {
  await takeOver(ports, runId, died);
  if ((await runOf(ports, runId)).state === 'closed') return conclude(ports, runId);
  const untilMs = ports.clock.now() + patienceMs;
  let trouble = await putBack(ports, runId);
  for (let pauseMs = againAfterMs; isWorthTrying(trouble) && ports.clock.now() < untilMs; pauseMs *= 2) {
    await ports.clock.sleep(Math.min(pauseMs, longestPauseMs));
    trouble = await putBack(ports, runId);
  }
  const isDue = trouble === undefined || trouble instanceof NeedsHuman || (await isOverdue(ports, runId));
  if (!isDue) throw new NotRestored(because(trouble), { cause: trouble });
  // A verdict that its own execution did not reach is never "held", whatever the readings say.
  return conclude(ports, runId, { Error: 'BroughtHome', Cause: died });
};

const isWorthTrying = (trouble: unknown): boolean =>
  trouble !== undefined && !(trouble instanceof NeedsHuman);

/** From here on the run is reverting, whoever drove it, and nothing of it can be injected any more. */
export const takeOver = async (ports: Ports, runId: string, died: string): Promise<void> => {
  const { state } = await runOf(ports, runId);
  if (state === 'closed') return;
  const signal = { kind: 'died', atMs: ports.clock.now(), actor: ports.actor, reason: died } as const;
  if (beforeRevert.some((one) => one === state)) await signalRun(ports, runId, signal);
  await note(ports, runId, 'bringing-home', { reason: died }, { durable: true });
};

/** One attempt at undo, quarantine and verification; answers what stood in its way, if something did. */
export const putBack = async (ports: Ports, runId: string): Promise<unknown> => {
  let isUndone = false;
  try {
    const { quarantineSeconds } = await revertFaults(ports, runId);
    isUndone = true;
    if (quarantineSeconds > 0) await ports.clock.sleep(quarantineSeconds * 1000);
    await verifyRestored(ports, runId);
    const faults = await ports.runs.faults(runId);
    await verifyAll(
      ports,
      faults.filter(({ revertClass, state }) => revertClass === 'irreversible' && state === 'undone'),
    );
    return undefined;
  } catch (failure) {
    await Promise.allSettled([note(ports, runId, 'not-yet-home', { reason: because(failure) })]);
    // Every undo was accepted: what is missing is the look, and nobody has to undo without the books for that.
    return isUndone && failure instanceof NotJustNow
      ? new NotRestored(because(failure), { cause: failure })
      : failure;
  }
};

// As long as the state machine tries by itself.
const graceMs = 15 * 60_000;

/** Whether a run has had longer to come home than it may need, so that a person must know. */
export const isOverdue = async (ports: Ports, runId: string): Promise<boolean> => {
  const { revertingAtMs } = await runOf(ports, runId);
  if (revertingAtMs === undefined) return false;
  return ports.clock.now() >= revertingAtMs + (await homeComingMs(ports, runId)) + graceMs;
};

/** How long a run usually needs to come home at most: what its experiment allows for recovery, and five minutes. */
export const homeComingMs = async (ports: Ports, runId: string): Promise<number> => {
  const { recovery, steadyState } = await experimentOf(ports, await runOf(ports, runId));
  return recovery.withinMs + steadyState.holdForMs + 5 * 60_000;
};
