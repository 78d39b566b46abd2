/** What lab time is: `originMs` is a real and a lab instant at once, and from there lab time runs `scale` times as fast. */
export type LabTime = { readonly originMs: number; readonly scale: number };

/** The time of the lab, for its processes and for whoever measures it. */
export type LabClock = LabTime & {
  /** Lab epoch milliseconds. */
  now(): number;
  /** Runs once when lab time reaches `atMs`; at once (but never before returning) when that has passed. Returns the cancel. */
  at(atMs: number, run: () => void): () => void;
  /** How many real milliseconds a lab duration takes. */
  real(labMs: number): number;
};

// setTimeout takes 31 bits; a longer wait is made of several.
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** The lab's clock. Every lab process is given the same `originMs` and `scale`, so they agree without talking. */
export const labClock = ({ originMs, scale }: LabTime): LabClock => {
  const now = () => originMs + (realNow() - originMs) * scale;
  const at = (atMs: number, run: () => void) => {
    const wait = () => Math.min(Math.max(0, (atMs - now()) / scale), LONGEST_TIMEOUT_MS);
    const due = () => {
      // Node's timers round down and may fire up to a millisecond early.
      if (now() < atMs) timer = setTimeout(due, Math.ceil(wait()));
      else run();
    };
    let timer = setTimeout(due, wait());
    return () => clearTimeout(timer);
  };
  return { originMs, scale, now, at, real: (labMs) => labMs / scale };
};

// Date.now() has whole milliseconds, 60 lab milliseconds at scale 60; the performance clock has a finer grain. But it
// stands still while the machine sleeps, and all processes must agree: where they part, the wall clock is right.
const TOLERATED_DRIFT_MS = 2;
let performanceEpoch = performance.timeOrigin;

const realNow = () => {
  const drift = Date.now() - (performanceEpoch + performance.now());
  if (Math.abs(drift) > TOLERATED_DRIFT_MS) performanceEpoch += drift;
  return performanceEpoch + performance.now();
};
