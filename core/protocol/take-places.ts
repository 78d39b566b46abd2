import { NotJustNow } from '../errors.ts';
import type { Demand, Ports } from '../ports.ts';
import type { Plan, Refusal, Run, RunState } from '../run.ts';
import { note } from './record.ts';

// Longer than most runs last; who waits longer had better be asked again.
const patienceMs = 15 * 60_000;

/**
 * Takes what a run needs of far ends that make only so many faults at once, as leases: what is held by another run is
 * waited for. Throws `NotJustNow` while there is none; answers a refusal when it has waited too long.
 */
export const takePlaces = async (
  ports: Ports,
  run: Run,
  plan: Plan,
  states: readonly RunState[],
): Promise<Refusal | undefined> => {
  for (const demand of await ports.places.demands(plan.faults)) {
    if (await isTaken(ports, run.runId, demand)) continue;
    const reason = `all places at ${demand.pool} are taken: the run needs ${demand.needed}`;
    const nowMs = ports.clock.now();
    const { queuedAtMs = nowMs } = run;
    if (nowMs - queuedAtMs >= patienceMs) return { guard: 'quota', reason };
    if (run.queuedAtMs === undefined) {
      await ports.runs.update(run.runId, { states }, { queuedAtMs });
      await note(ports, run.runId, 'queued', { reason });
    }
    throw new NotJustNow(reason);
  }
  return undefined;
};

// All or none, so that two runs that need several never wait for each other.
const isTaken = async (
  { leases }: Ports,
  runId: string,
  { pool, needed, free }: Demand,
): Promise<boolean> => {
  for (let first = 0; first + needed <= free; first += 1) {
    const keys = Array.from({ length: needed }, (_, n) => `place:${pool}/${first + n}`);
    const { ok } = await leases.acquire(runId, keys);
    if (ok) return true;
  }
  return false;
};
