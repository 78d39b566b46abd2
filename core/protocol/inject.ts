import { Fenced, InjectionRefused } from '../errors.ts';
import type { Experiment } from '../experiment.ts';
import { closedWindow, engagedLever } from '../guards.ts';
import { driverOf } from '../plan.ts';
import type { Ports } from '../ports.ts';
import type { FaultRecord, Run } from '../run.ts';
import { unapproved } from './approval.ts';
import { experimentOf, note, runOf } from './record.ts';

/** How long to observe, and what is due then. */
export type InjectAnswer = { readonly observeSeconds: number; readonly then: 'inject' | 'revert' };

/** State Inject: starts the faults that are due. Intent is durable before the fence is read, the fence before the effect. */
export const injectFaults = async (ports: Ports, runId: string): Promise<InjectAnswer> => {
  const run = await runOf(ports, runId);
  const experiment = await experimentOf(ports, run);
  const beganAtMs = run.injectedAtMs ?? ports.clock.now();
  const faults = await ports.runs.faults(runId);
  for (const fault of faults.filter(({ state }) => state === 'armed' || state === 'intended')) {
    if (beganAtMs + fault.startAfterMs > ports.clock.now()) continue;
    await allowed(ports, run, experiment);
    await injectOne(ports, run, fault, beganAtMs);
  }
  return nextWake(faults, beganAtMs, run.plan?.observeMs ?? 0, ports.clock.now());
};

const allowed = async (ports: Ports, run: Run, experiment: Experiment): Promise<void> => {
  const nowMs = ports.clock.now();
  const no =
    (await engagedLever(ports, experiment.name)) ??
    (await closedWindow(ports, experiment, nowMs, nowMs)) ??
    unapproved(run, experiment.approval.required, nowMs) ??
    (run.deadlineMs !== undefined && nowMs >= run.deadlineMs ? 'its deadline has passed' : undefined);
  if (no) throw new Fenced(`Nothing more of run ${run.runId} may be injected: ${no}`);
};

const injectOne = async (ports: Ports, run: Run, fault: FaultRecord, beganAtMs: number): Promise<void> => {
  const { runs, clock } = ports;
  const { runId, epoch } = run;
  const { ordinal, name, action, targets } = fault;
  const driver = driverOf(ports.faults, action);
  if (driver === undefined) throw new InjectionRefused(`No driver makes ${action} any more`);
  await runs.updateFault(runId, ordinal, { state: 'intended', intendedAtMs: clock.now() });
  const labels = targets.map(({ label }) => label);
  await note(
    ports,
    runId,
    'fault-intended',
    { data: { fault: name, action, targets: labels } },
    { durable: true },
  );
  const open = await runs.update(
    runId,
    { states: ['armed', 'injecting', 'observing'], epoch },
    { state: 'injecting', injectedAtMs: beganAtMs },
  );
  if (open === undefined) throw new Fenced(`Reverting of run ${runId} has begun`);
  await driver.inject(fault).catch(async (failure: unknown) => {
    if (failure instanceof InjectionRefused) {
      await runs.updateFault(runId, ordinal, { state: 'refused' });
      await note(ports, runId, 'fault-refused', { reason: failure.message, data: { fault: name } });
    }
    throw failure;
  });
  await runs.updateFault(runId, ordinal, { state: 'injected', injectedAtMs: clock.now() });
  await note(ports, runId, 'fault-injected', { data: { fault: name, action, targets: labels } });
};

const nextWake = (
  faults: readonly FaultRecord[],
  beganAtMs: number,
  observeMs: number,
  nowMs: number,
): InjectAnswer => {
  const due = faults.map(({ startAfterMs }) => beganAtMs + startAfterMs).filter((atMs) => atMs > nowMs);
  const then = due.length > 0 ? 'inject' : 'revert';
  const atMs = due.length > 0 ? Math.min(...due) : beganAtMs + observeMs;
  return { observeSeconds: Math.max(1, Math.ceil((atMs - nowMs) / 1000)), then };
};
