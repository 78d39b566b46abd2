import { NeedsHuman, StillFaulted } from '../errors.ts';
import { driverOf } from '../plan.ts';
import type { Ports, UndoOutcome } from '../ports.ts';
import type { FaultRecord, Run, Signal } from '../run.ts';
import { because, note, runOf } from './record.ts';
import { fence } from './signal.ts';

/** What a failing state said, passed on by the state machine. */
export type Problem = { readonly Error: string; readonly Cause: string };

/** How long to wait before the world may be trusted to stay as it is read. */
export type RevertAnswer = { readonly quarantineSeconds: number };

/** State Revert: undoes every fault in reverse order, as often as it is called, until each undo is accepted. */
export const revertFaults = async (ports: Ports, runId: string, problem?: Problem): Promise<RevertAnswer> => {
  const run = await beginReverting(ports, await runOf(ports, runId), problem);
  const fenced = fence(ports, run);
  const faults = (await ports.runs.faults(runId)).filter(mayBeLive).reverse();
  const failed: string[] = [];
  for (const fault of faults) {
    const failure = await undoOne(ports, fault);
    if (failure) failed.push(`${fault.name}: ${failure}`);
  }
  await fenced;
  if (failed.length > 0) throw new StillFaulted(failed.join('; '));
  const after = await ports.runs.faults(runId);
  const drifted = after.filter(({ state }) => state === 'drifted');
  if (drifted.length > 0)
    throw new NeedsHuman(drifted.map(({ name, drift }) => `${name}: ${drift}`).join('; '));
  if (run.undoneAtMs === undefined) await ports.runs.update(runId, {}, { undoneAtMs: ports.clock.now() });
  return { quarantineSeconds: Math.ceil(quarantineMs(ports, after) / 1000) };
};

const beginReverting = async (ports: Ports, run: Run, problem?: Problem): Promise<Run> => {
  if (run.state === 'closed' || run.revertingAtMs !== undefined) return run;
  const atMs = ports.clock.now();
  const signal: Signal | undefined = problem && {
    kind: 'error',
    atMs,
    actor: ports.actor,
    reason: `${problem.Error}: ${problem.Cause}`,
  };
  const change = { state: 'reverting', epoch: run.epoch + 1, revertingAtMs: atMs } as const;
  const begun = await ports.runs.update(
    run.runId,
    { epoch: run.epoch },
    { ...change, ...(signal && { signal }) },
  );
  const reason = signal ? { reason: signal.reason } : {};
  if (begun) await note(ports, run.runId, 'reverting', reason);
  return begun ?? runOf(ports, run.runId);
};

// A fault that was only armed, or refused for certain, has nothing to undo; everything else may be live.
const mayBeLive = ({ state }: FaultRecord): boolean =>
  state !== 'armed' && state !== 'refused' && state !== 'verified';

const undoOne = async (ports: Ports, fault: FaultRecord): Promise<string | undefined> => {
  const { runId, ordinal, name } = fault;
  try {
    const outcome = await driverOf(ports.faults, fault.action)?.undo(fault);
    if (outcome === undefined) return `no driver here can undo ${fault.action}`;
    await keepUndo(ports, fault, outcome);
    return undefined;
  } catch (failure) {
    await note(ports, runId, 'undo-failed', { reason: because(failure), data: { fault: name, ordinal } });
    return because(failure);
  }
};

const keepUndo = async (ports: Ports, fault: FaultRecord, result: UndoOutcome): Promise<void> => {
  const { runId, ordinal, name } = fault;
  const atMs = ports.clock.now();
  const drifted = result.outcome === 'drifted';
  const change = drifted
    ? ({ state: 'drifted', drift: result.seen } as const)
    : ({ state: 'undone', undoneAtMs: fault.undoneAtMs ?? atMs } as const);
  await ports.runs.updateFault(runId, ordinal, change);
  const seen = drifted ? { reason: result.seen } : {};
  await note(ports, runId, `undo-${result.outcome}`, { ...seen, data: { fault: name } });
};

/**
 * Longer than any call in flight may still take effect (S6). Zero only when every inject was answered:
 * nothing is in flight then.
 */
export const quarantineMs = (ports: Pick<Ports, 'faults'>, faults: readonly FaultRecord[]): number =>
  Math.max(
    0,
    ...faults
      .filter(({ intendedAtMs, injectedAtMs }) => intendedAtMs !== undefined && injectedAtMs === undefined)
      .map(({ action }) => driverOf(ports.faults, action)?.lateEffectMs ?? 0),
  );
