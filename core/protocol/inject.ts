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
  for (const fault of await ports.runs.faults(runId))
    if (isToBeSent(fault) && isDue(fault, fromMs, ports.clock.now()))
      await injectOne(ports, run, experiment, fault);
  await proofMissing(ports, runId);
  return nextWake(run, experiment, await ports.runs.faults(runId), ports.clock.now());
};

// What was sent and not answered is sent again: it is the same fault.
const isToBeSent = ({ state }: FaultRecord): boolean => state === 'armed' || state === 'intended';

const isDue = ({ startAfterMs }: FaultRecord, fromMs: number, nowMs: number): boolean =>
  fromMs + startAfterMs <= nowMs;

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
  const intent = { state: 'intended', intendedAtMs: clock.now() } as const;
  const isFirst = await runs.updateFault(runId, ordinal, intent);
  if (!isFirst && !(await runs.updateFault(runId, ordinal, { ...intent, resent: true })))
    throw new Fenced(`Fault "${name}" of run ${runId} has been undone by now`);
  const data = { fault: name, action, targets: fault.targets.map(({ label }) => label) };
  await note(ports, runId, 'fault-intended', { data }, { durable: true });
  try {
    await fenced(ports, run, { injectedAtMs });
    await driver.inject(fault);
  } catch (failure) {
    await keepRefusal(ports, fault, isFirst, failure);
    throw failure;
  }
  await runs.updateFault(runId, ordinal, { state: 'injected', injectedAtMs: clock.now() });
  await note(ports, runId, 'fault-injected', { data });
};

const keepRefusal = async (
  ports: Ports,
  fault: FaultRecord,
  isFirst: boolean,
  failure: unknown,
): Promise<void> => {
  if (!(failure instanceof InjectionRefused || failure instanceof Fenced)) return;
  const { runId, ordinal, name } = fault;
  // A refusal is certain for its own call only: another one, earlier or at the same time, may have taken effect.
  if (isFirst) await ports.runs.updateFault(runId, ordinal, { state: 'refused' });
  await note(ports, runId, 'fault-refused', { reason: failure.message, data: { fault: name } });
};

/** When something is due next. A fault that was sent late lasts as long as any; one that fell due meanwhile is sent next. */
const nextWake = (
  { faultsFromMs = 0, deadlineMs = Infinity }: Run,
  { steadyState: { holdForMs } }: Experiment,
  faults: readonly FaultRecord[],
  nowMs: number,
): InjectAnswer => {
  const later = faults.filter(isToBeSent);
  const ends = faults.map(
    ({ startAfterMs, durationMs, injectedAtMs = faultsFromMs + startAfterMs }) =>
      injectedAtMs + Math.max(durationMs, holdForMs),
  );
  const endMs = Math.min(Math.max(...ends), deadlineMs - undoMarginMs);
  const atMs = Math.min(endMs, ...later.map(({ startAfterMs }) => faultsFromMs + startAfterMs));
  const observeSeconds = Math.max(1, Math.ceil((atMs - nowMs) / 1000));
  const then = later.length > 0 ? 'inject' : 'revert';
  return { observeSeconds, then };
};
