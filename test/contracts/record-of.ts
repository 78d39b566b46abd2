import type { Fault } from '../../core/experiment.ts';
import type { FaultDriver } from '../../core/ports.ts';
import type { FaultRecord } from '../../core/run.ts';

/** The undo record of a fault on everything it resolves to, about to be injected. */
export const recordOf = async (driver: FaultDriver, fault: Fault, nowMs: number): Promise<FaultRecord> => {
  const facts = driver.facts(fault.action, fault.parameters);
  if (!facts) throw new Error(`The driver does not know ${fault.action}`);
  const targets = await driver.resolve(fault);
  const planned = { ...fault, ...facts, driver: driver.name, targets, fleet: targets.length };
  return {
    ...planned,
    ...(await driver.snapshot(planned)),
    runId: 'run-1',
    ordinal: 0,
    deadlineMs: nowMs + 600_000,
    token: 'run-1/0',
    state: 'intended',
    intendedAtMs: nowMs,
  };
};
