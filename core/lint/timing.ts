import type { Experiment, Fault } from '../experiment.ts';

/** From the first fault to the end of the observation, as a plan counts it. */
export const observedMs = ({ faults, steadyState: { holdForMs } }: Experiment): number =>
  Math.max(...faults.map(({ startAfterMs, durationMs }) => startAfterMs + Math.max(durationMs, holdForMs)));

/** How long a fault is there to be seen. What happens and is over is looked at until the end. */
export const seenForMs = ({ startAfterMs, durationMs }: Fault, experiment: Experiment): number =>
  durationMs > 0 ? durationMs : observedMs(experiment) - startAfterMs;

/** Whether two faults are there at the same time; one that happens and is over counts as there at its moment. */
export const overlap = (one: Fault, other: Fault): boolean =>
  one.startAfterMs < endOf(other) && other.startAfterMs < endOf(one);

const endOf = ({ startAfterMs, durationMs }: Fault): number => startAfterMs + Math.max(durationMs, 1);
