import type { LabClock } from '../lab-clock.ts';

/** Waits of somebody who may be stopped: what is waited for then never comes. */
export type Waiting = {
  /** Resolves when lab time reaches that instant. */
  until(atMs: number): Promise<void>;
  stop(): void;
};

/** Waits on a lab clock. */
export const waiting = (clock: LabClock): Waiting => {
  const cancels = new Set<() => void>();
  let stopped = false;
  return {
    until: (atMs) =>
      new Promise((resolve) => {
        if (stopped) return;
        const cancel = clock.at(atMs, () => {
          cancels.delete(cancel);
          resolve();
        });
        cancels.add(cancel);
      }),
    stop: () => {
      stopped = true;
      for (const cancel of cancels) cancel();
    },
  };
};
