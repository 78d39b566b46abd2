import type { InvariantId } from './invariants/sentences.ts';
import type { Schedule } from './schedule.ts';
import { simulate } from './simulate.ts';

/** The shortest part of a schedule that still breaks the same promise. */
export const shrink = async (schedule: Schedule, invariant: InvariantId): Promise<Schedule> => {
  for (const one of schedule.disturbances) {
    const less = { ...schedule, disturbances: schedule.disturbances.filter((other) => other !== one) };
    const { violations } = await simulate(less);
    if (violations.some((violation) => violation.invariant === invariant)) return shrink(less, invariant);
  }
  return schedule;
};
