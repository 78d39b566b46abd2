import { Fenced, InjectionRefused } from '../errors.ts';
import type { Experiment } from '../experiment.ts';
import { driverOf } from '../plan.ts';
import type { Ports } from '../ports.ts';
import type { FaultRecord, Run } from '../run.ts';
import { stopUnlessAllowed } from './allowed.ts';
import { proofMissing } from './observe.ts';
import { experimentOf, note, runOf } from './record.ts';

/** How long to observe, and what is due then. */
export type InjectAnswer = { readonly observeSeconds: number; readonly then: 'inject' | 'revert' };

// Room to undo everything before the deadline.
const undoMarginMs = 10_000;

/** State Inject: starts the faults that are due. Intent is durable before the fence is read, the fence before the effect. */
export const injectFaults = async (ports: Ports, runId: string): Promise<InjectAnswer> => {
  const before = await runOf(ports, runId);
  const fromMs = before.faultsFromMs ?? ports.clock.now();
  const run = await fenced(ports, before, { faultsFromMs: fromMs });
  const experiment = await experimentOf(ports, run);
  for (const fault of await ports.runs.faults(runId)) {
    if (fault.state !== 'armed' && fault.state !== 'intended') continue;
    if (fromMs + fault.startAfterMs > ports.clock.now()) continue;
    await injectOne(ports, run, experiment, fault);
  }
  await proofMissing(ports, runId);
  return nextWake(run, fromMs, ports.clock.now());
};

/** The fence: once reverting has begun, nothing passes here any more. */
const fenced = async (
  { runs }: Ports,
  { runId, epoch }: Run,
  change: Pick<Run, 'faultsFromMs' | 'injectedAtMs'> = {},
): Promise<Run> => {
  const states = ['armed', 'injecting', 'observing'] as const;
  const open = await runs.update(runId, { states, epoch }, { state: 'injecting', ...change });
  if (open === undefined) throw new Fenced(`Reverting of run ${runId} has begun`);
  return open;
};

const injectOne = async (
  ports: Ports,
  run: Run,
  experiment: Experiment,
  fault: FaultRecord,
): Promise<void> => {
  const { runs, clock } = ports;
  const { runId, ordinal, name, action } = fault;
  const driver = driverOf(ports.faults, fault);
  if (driver === undefined) throw new InjectionRefused(`No driver makes ${action} any more`);
  await stopUnlessAllowed(ports, run, experiment, fault);
  const { injectedAtMs = clock.now() } = await fenced(ports, run);
  await runs.updateFault(runId, ordinal, { state: 'intended', intendedAtMs: clock.now() });
  const data = { fault: name, action, targets: fault.targets.map(({ label }) => label) };
  await note(ports, runId, 'fault-intended', { data }, { durable: true });
  try {
    await fenced(ports, run, { injectedAtMs });
    await driver.inject(fault);
  } catch (failure) {
    await keepRefusal(ports, fault, failure);
    throw failure;
  }
  await runs.updateFault(runId, ordinal, { state: 'injected', injectedAtMs: clock.now() });
  await note(ports, runId, 'fault-injected', { data });
};

const keepRefusal = async (ports: Ports, fault: FaultRecord, failure: unknown): Promise<void> => {
  if (!(failure instanceof InjectionRefused || failure instanceof Fenced)) return;
  const { runId, ordinal, name, state } = fault;
  // A refusal is certain for its own call only: an earlier one, whose answer was lost, may have taken effect.
  if (state === 'armed') await ports.runs.updateFault(runId, ordinal, { state: 'refused' });
  await note(ports, runId, 'fault-refused', { reason: failure.message, data: { fault: name } });
};

const nextWake = ({ plan, deadlineMs = Infinity }: Run, fromMs: number, nowMs: number): InjectAnswer => {
  const { faults = [], observeMs = 0 } = plan ?? {};
  const due = faults.map(({ startAfterMs }) => fromMs + startAfterMs).filter((atMs) => atMs > nowMs);
  const then = due.length > 0 ? 'inject' : 'revert';
  const atMs = due.length > 0 ? Math.min(...due) : Math.min(fromMs + observeMs, deadlineMs - undoMarginMs);
  return { observeSeconds: Math.max(1, Math.ceil((atMs - nowMs) / 1000)), then };
};
