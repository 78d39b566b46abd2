import { NeedsHuman, NotRestored } from '../errors.ts';
import { probesOf } from '../judgement.ts';
import { driverOf } from '../plan.ts';
import type { Ports, Verification } from '../ports.ts';
import { type FaultRecord, notClosed, type Run } from '../run.ts';
import { because, experimentOf, note, runOf } from './record.ts';
import { lateEffectMs } from './revert.ts';

/** How long the state machine waits for the steady state: the limit, a hold, and what metrics lag behind. */
export type VerifyAnswer = { readonly recoverySeconds: number };

const needsNoVerification = ({ state }: FaultRecord): boolean =>
  state === 'armed' || state === 'refused' || state === 'verified';

/** State VerifyRestored: an independent read of every reversible fault, then a look for residue. Pages when it takes too long. */
export const verifyRestored = async (ports: Ports, runId: string): Promise<VerifyAnswer> => {
  const run =
    (await ports.runs.update(runId, { states: ['reverting'] }, { state: 'verifying' })) ??
    (await runOf(ports, runId));
  const faults = await ports.runs.faults(runId);
  const reversible = faults.filter(
    (fault) => fault.revertClass !== 'irreversible' && !needsNoVerification(fault),
  );
  await readBack(ports, runId, faults, reversible).catch((failure: unknown) => escalate(ports, run, failure));
  await ports.runs.update(runId, { states: notClosed }, { verifiedAtMs: ports.clock.now() });
  await note(
    ports,
    runId,
    'restoration-verified',
    { data: { faults: reversible.map(({ name }) => name) } },
    { durable: true },
  );
  const { recovery, steadyState } = await experimentOf(ports, run);
  const lags = probesOf(steadyState.probes, 'metric').map(
    ({ periodMs, delayMs = 0 }) => 2 * periodMs + delayMs,
  );
  const lagMs = metricsLagMs + Math.max(0, ...lags);
  return { recoverySeconds: Math.ceil((recovery.withinMs + steadyState.holdForMs + lagMs) / 1000) };
};

const readBack = async (
  ports: Ports,
  runId: string,
  all: readonly FaultRecord[],
  reversible: readonly FaultRecord[],
): Promise<void> => {
  await verifyAll(ports, reversible);
  await othersAreDone(ports, runId, all);
  const residue = await residueOf(ports, all, runId);
  if (residue.length > 0) throw new NotRestored(`left behind: ${residue.join(', ')}`);
};

// What another attempt has sent may land after the look; it is known to be over when it has had its time (S6).
const othersAreDone = async (ports: Ports, runId: string, faults: readonly FaultRecord[]): Promise<void> => {
  const { attempts = {} } = await runOf(ports, runId);
  const lateMs = Math.max(0, ...faults.map((fault) => lateEffectMs(ports, fault)));
  const nowMs = ports.clock.now();
  if (Object.values(attempts).some((sinceMs) => nowMs - sinceMs < lateMs))
    throw new NotRestored('another attempt to undo may still be under way');
};

const metricsLagMs = 3 * 60_000;
const patienceMs = 15 * 60_000;

// Whoever calls goes on trying; but from here on a person knows.
const escalate = (ports: Ports, { undoneAtMs = Infinity }: Run, failure: unknown): never => {
  if (failure instanceof NeedsHuman || ports.clock.now() - undoneAtMs <= patienceMs) throw failure;
  const message = failure instanceof NotRestored ? failure.message : because(failure);
  throw new NeedsHuman(message, { cause: failure });
};

/** Reads every given fault's targets; throws unless all of them are as they were. */
export const verifyAll = async (ports: Ports, faults: readonly FaultRecord[]): Promise<void> => {
  const seen = await Promise.all(faults.map(async (fault) => ({ fault, read: await look(ports, fault) })));
  for (const { fault, read } of seen) if (read.restored) await keepVerified(ports, fault, read.seen);
  const drifted = seen.filter(({ read }) => !read.restored && read.drifted);
  const name = ({ fault, read }: (typeof seen)[number]) => `${fault.name}: ${read.seen}`;
  if (drifted.length > 0) throw new NeedsHuman(drifted.map(name).join('; '));
  const missing = seen.filter(({ read }) => !read.restored);
  if (missing.length > 0) throw new NotRestored(missing.map(name).join('; '));
};

const look = async (ports: Ports, fault: FaultRecord): Promise<Verification> => {
  const driver = driverOf(ports.faults, fault);
  if (driver === undefined)
    return { restored: false, drifted: true, seen: `no driver here can read ${fault.action}` };
  try {
    return await driver.verify(fault);
  } catch (failure) {
    return { restored: false, drifted: false, seen: because(failure) };
  }
};

const keepVerified = async (ports: Ports, fault: FaultRecord, seen: string): Promise<void> => {
  const { runId, ordinal, name, revertClass } = fault;
  // Several may look at once; the first to see it says so.
  if ((await ports.runs.faults(runId)).find((one) => one.ordinal === ordinal)?.state === 'verified') return;
  const change = { state: 'verified', verifiedAtMs: ports.clock.now(), verifiedHow: seen } as const;
  await ports.runs.updateFault(runId, ordinal, change);
  await note(ports, runId, 'fault-verified', { reason: seen, data: { fault: name, revertClass } });
};

const residueOf = async (
  ports: Ports,
  faults: readonly FaultRecord[],
  runId: string,
): Promise<readonly string[]> => {
  const drivers = new Set(faults.flatMap((fault) => driverOf(ports.faults, fault) ?? []));
  const found = await Promise.all([...drivers].map((driver) => driver.residue(runId)));
  return found.flat().map(({ what, where }) => `${what} at ${where}`);
};
