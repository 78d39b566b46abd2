import { driverOf } from '../plan.ts';
import type { Ports } from '../ports.ts';
import type { FaultRecord } from '../run.ts';
import { considerSignals } from './on-signal.ts';
import { note, runOf } from './record.ts';

const proofPatienceMs = 30_000;
const proofEveryMs = 1_000;

/** State Observe: stores the token, then reads the signals, because one may have come before the token. */
export const observeRun = async (ports: Ports, runId: string, token: string): Promise<void> => {
  const run = await ports.runs.update(
    runId,
    { states: ['injecting', 'observing'] },
    { state: 'observing', waiting: { state: 'observe', token } },
  );
  if (run === undefined) return ports.executions.succeed(token, {});
  await considerSignals(ports, run);
  const untilMs = ports.clock.now() + proofPatienceMs;
  while (await proofMissing(ports, runId)) {
    if (ports.clock.now() >= untilMs || (await runOf(ports, runId)).state !== 'observing') return;
    await ports.clock.sleep(proofEveryMs);
  }
};

/** Looks at the targets of every fault whose presence is not proven yet; true while some proof is missing. */
export const proofMissing = async (ports: Ports, runId: string): Promise<boolean> => {
  const faults = await ports.runs.faults(runId);
  const missing = await Promise.all(
    faults.filter(unproven).map(async (fault) => !(await prove(ports, fault))),
  );
  return missing.includes(true);
};

const unproven = ({ state, proof }: FaultRecord): boolean =>
  (state === 'injected' || state === 'intended') && proof === undefined;

const prove = async (ports: Ports, fault: FaultRecord): Promise<boolean> => {
  const { runId, ordinal, name } = fault;
  // A look that fails proves nothing, and is no reason to stop.
  const [look] = await Promise.allSettled([driverOf(ports.faults, fault)?.evidence(fault)]);
  const evidence = look.status === 'fulfilled' ? look.value : undefined;
  if (evidence?.present !== 'yes') return false;
  const { level, seen } = evidence;
  await ports.runs.updateFault(runId, ordinal, { proof: { atMs: ports.clock.now(), level, seen } });
  await note(ports, runId, 'fault-proven', { reason: seen, data: { fault: name, level } });
  return true;
};
