/**
 * The far end of our own drivers: none of the services they change can refuse a late call, so a mark is kept beside the
 * runs, and read before each write. It cannot be taken away again, and outlives everything that might still be under way.
 */
export type Fences = {
  /** Whatever of this run arrives from now on is off. As often as one likes. */
  raise(runId: string): Promise<void>;
  /** Throws when it cannot be read: then nothing is injected. */
  isRaised(runId: string): Promise<boolean>;
};
