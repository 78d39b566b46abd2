import { NeedsHuman, StillFaulted } from '../errors.ts';
import { driverOf } from '../plan.ts';
import type { Ports, UndoOutcome } from '../ports.ts';
import { type FaultRecord, notClosed, type Run, type Signal } from '../run.ts';
import { inWords, type Problem } from './problem.ts';
import { because, note, runOf } from './record.ts';
import { fence } from './signal.ts';

/** How long to wait before the world may be trusted to stay as it is read. */
export type RevertAnswer = { readonly quarantineSeconds: number };

/** State Revert: undoes every fault in reverse order, as often as it is called, until each undo is accepted. */
export const revertFaults = async (ports: Ports, runId: string, problem?: Problem): Promise<RevertAnswer> => {
  const { run, begun } = await beginReverting(ports, await runOf(ports, runId), problem);
  // Begun, not waited for: an undo waits for no journal.
  const entry = problem ? { reason: inWords(problem) } : {};
  const attemptId = ports.ids.attemptId();
  const written = Promise.allSettled([
    ports.runs.attempt(runId, attemptId, ports.clock.now()),
    ...(begun ? [note(ports, runId, 'reverting', entry)] : []),
  ]);
  const fenced = fence(ports, run);
  const faults = (await ports.runs.faults(runId)).filter(mayBeLive).reverse();
  const trouble: string[] = [];
  for (const fault of faults) trouble.push(...(await undoOne(ports, fault)));
  // What sleeps for longer than anybody waits is refused there, or nowhere.
  for (const failure of await fenced) trouble.push(`not fenced: ${because(failure)}`);
  for (const one of await written) if (one.status === 'rejected') trouble.push(because(one.reason));
  // Otherwise what was sent may still land, and whoever verifies must wait for it.
  if (trouble.length === 0) await ports.runs.attempt(runId, attemptId, undefined);
  if (trouble.length > 0) throw new StillFaulted(trouble.join('; '));
  const after = await ports.runs.faults(runId);
  const drifted = after.filter(({ state }) => state === 'drifted');
  if (drifted.length > 0)
    throw new NeedsHuman(drifted.map(({ name, drift }) => `${name}: ${drift}`).join('; '));
  await ports.runs.update(
    runId,
    { states: notClosed, missing: 'undoneAtMs' },
    { undoneAtMs: ports.clock.now() },
  );
  return { quarantineSeconds: Math.ceil(quarantineMs(ports, after, ports.clock.now()) / 1000) };
};

const beginReverting = async (
  ports: Ports,
  run: Run,
  problem?: Problem,
): Promise<{ readonly run: Run; readonly begun: boolean }> => {
  if (run.state === 'closed' || run.revertingAtMs !== undefined) return { run, begun: false };
  const atMs = ports.clock.now();
  const signal = problem && { signal: signalOf(problem, atMs, ports.actor) };
  const change = { state: 'reverting', epoch: run.epoch + 1, revertingAtMs: atMs, ...signal } as const;
  // Another way home may have closed it since it was read.
  const begun = await ports.runs.update(run.runId, { states: notClosed, epoch: run.epoch }, change);
  return begun ? { run: begun, begun: true } : { run: await runOf(ports, run.runId), begun: false };
};

// That the far end refuses a fault is an answer about the target, not an error of ours.
const signalOf = (problem: Problem, atMs: number, actor: string): Signal => {
  const kind = problem.Error === 'InjectionRefused' ? 'target' : 'error';
  return { kind, atMs, actor, reason: inWords(problem) };
};

// A fault that was only armed, or refused for certain, has nothing to undo; everything else may be live.
const mayBeLive = ({ state }: FaultRecord): boolean =>
  state !== 'armed' && state !== 'refused' && state !== 'verified';

/** Undoes one fault and writes it down. Whatever goes wrong is an answer: the next fault must be undone all the same. */
const undoOne = async (ports: Ports, fault: FaultRecord): Promise<readonly string[]> => {
  const { runId, ordinal, name, action } = fault;
  try {
    const outcome = await driverOf(ports.faults, fault)?.undo(fault);
    if (outcome === undefined) return [`${name}: no driver here can undo ${action}`];
    await keepUndo(ports, fault, outcome);
    return [];
  } catch (failure) {
    const reason = because(failure);
    const entry = { reason, data: { fault: name, ordinal } };
    const written = await Promise.allSettled([note(ports, runId, 'undo-failed', entry)]);
    return [
      `${name}: ${reason}`,
      ...written.flatMap((one) => ('reason' in one ? [because(one.reason)] : [])),
    ];
  }
};

const keepUndo = async (ports: Ports, fault: FaultRecord, result: UndoOutcome): Promise<void> => {
  const { runId, ordinal, name, revertClass } = fault;
  const atMs = ports.clock.now();
  const drifted = result.outcome === 'drifted';
  const goneEarly = await howGoneEarly(ports, fault, result);
  const change = drifted
    ? ({ state: 'drifted', drift: result.seen } as const)
    : ({
        state: 'undone',
        undoneAtMs: fault.undoneAtMs ?? atMs,
        ...(goneEarly && { goneEarly }),
      } as const);
  // Another way home may have seen it back by now.
  if (!(await ports.runs.updateFault(runId, ordinal, change))) return;
  const seen = drifted ? { reason: result.seen } : {};
  await note(ports, runId, `undo-${result.outcome}`, { ...seen, data: { fault: name, revertClass } });
};

// Two machines' clocks may differ by that much before AWS refuses what they sign.
const clocksDifferMs = 5 * 60_000;

// The far end's clock is not ours; of a short fault that would be all of it.
const clocksAgreeMs = ({ durationMs }: FaultRecord): number => Math.min(5_000, durationMs / 4);

/** The event that tells of it may have been lost, so the record of the far end is asked at the undo. */
const howGoneEarly = async (
  ports: Ports,
  fault: FaultRecord,
  result: UndoOutcome,
): Promise<string | undefined> => {
  if (result.outcome === 'drifted') return undefined;
  const { ended } = result;
  if (ended && fault.injectedAtMs !== undefined) {
    const { revertingAtMs = Infinity } = (await ports.runs.get(fault.runId)) ?? {};
    const dueMs = Math.min(fault.injectedAtMs + fault.durationMs, revertingAtMs);
    if (ended.atMs + clocksAgreeMs(fault) < dueMs) return `it had ended before its time: ${ended.how}`;
  }
  const isGone = result.outcome === 'nothing-to-undo' && (await isGoneEarly(ports, fault));
  return isGone ? 'there was nothing left to undo' : undefined;
};

// Of two that undo at once, one finds nothing left.
const isGoneEarly = async ({ runs }: Ports, fault: FaultRecord): Promise<boolean> => {
  const { runId, ordinal } = fault;
  if (!lastsUntilUndone(fault)) return false;
  const { attempts = {} } = (await runs.get(runId)) ?? {};
  const now = (await runs.faults(runId)).find((one) => one.ordinal === ordinal);
  return now?.state === 'injected' && Object.keys(attempts).length < 2;
};

// FIS starts what it stopped when it is asked to; nothing else ends these but their undo.
const lastsUntilUndone = ({ revertClass, parameters }: FaultRecord): boolean =>
  revertClass === 'ours' ||
  (revertClass === 'if-asked' && parameters.startInstancesAfterDuration === undefined);

/**
 * Longer than any call in flight may still take effect (S6): counted from the answer to the last inject, because an
 * earlier attempt may have got none, and from now on where there was no answer at all. Zero only where the far end
 * has done what it has answered, or where the fault is old.
 */
export const quarantineMs = (
  ports: Pick<Ports, 'faults'>,
  faults: readonly FaultRecord[],
  nowMs: number,
): number =>
  Math.max(
    0,
    ...faults.filter(mayBeLive).map((fault) => {
      const ageMs = nowMs - (fault.injectedAtMs ?? nowMs);
      const lateMs = lateEffectMs(ports, fault);
      return Math.min(lateMs, lateMs + clocksDifferMs - ageMs);
    }),
  );

/** How long a call of a fault's driver may still take effect when its answer is not known. */
export const lateEffectMs = (ports: Pick<Ports, 'faults'>, fault: FaultRecord): number =>
  driverOf(ports.faults, fault)?.lateEffectMs ?? 0;
