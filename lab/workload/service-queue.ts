/** A bounded queue in front of one worker. */
export type ServiceQueue = {
  /** Calls `done` when the worker has finished the job; false, and no call, when the queue is full. */
  offer(done: () => void): boolean;
};

/**
 * A worker that takes `serviceMs` (real) per job, as it is when the job comes. When a job ends is computed, not slept: a timer that fires a
 * millisecond late delays one answer and costs no capacity, which at scale 60 would be a third of it.
 */
export const serviceQueue = (serviceMs: () => number, bound: number, now: () => number): ServiceQueue => {
  const jobs: { readonly endsAt: number; readonly done: () => void }[] = [];
  let freeAt = 0;
  let waiting = false;

  const finishDue = () => {
    waiting = false;
    while (jobs[0] !== undefined && jobs[0].endsAt <= now()) jobs.shift()?.done();
    awaitNext();
  };
  const awaitNext = () => {
    const next = jobs[0];
    if (next === undefined || waiting) return;
    waiting = true;
    setTimeout(finishDue, Math.max(0, next.endsAt - now()));
  };

  return {
    offer: (done) => {
      if (jobs.length >= bound) return false;
      freeAt = Math.max(freeAt, now()) + serviceMs();
      jobs.push({ endsAt: freeAt, done });
      awaitNext();
      return true;
    },
  };
};
