import type { Clock, DeadMan, DeadManInput } from '../../../core/ports.ts';

type Armed = { readonly input: DeadManInput; readonly fireAtMs: number; readonly cancel: () => void };

const everyMs = 60_000;

/** A dead man a test can look into. */
export type MemoryDeadMan = DeadMan & {
  /** When it fires next for a run; undefined when it is not armed. */
  firesAtMs(runId: string): number | undefined;
  /** What its firings threw; none of that keeps it from firing again. */
  readonly failures: readonly unknown[];
};

/** Fires by the clock, then every minute until it is disarmed. */
export const memoryDeadMan = (
  clock: Pick<Clock, 'at'>,
  fire: (input: DeadManInput) => void | Promise<void>,
): MemoryDeadMan => {
  const armed = new Map<string, Armed>();
  const failures: unknown[] = [];

  const schedule = (input: DeadManInput, fireAtMs: number) => {
    armed.get(input.runId)?.cancel();
    const cancel = clock.at(fireAtMs, () => {
      schedule(input, fireAtMs + everyMs);
      void attempt(input);
    });
    armed.set(input.runId, { input, fireAtMs, cancel });
  };
  const attempt = async (input: DeadManInput) => {
    try {
      await fire(structuredClone(input));
    } catch (failure) {
      failures.push(failure);
    }
  };

  return {
    failures,
    firesAtMs: (runId) => armed.get(runId)?.fireAtMs,
    arm: async (input, fireAtMs) => schedule(structuredClone(input), fireAtMs),
    postpone: async (runId, fireAtMs) => {
      const one = armed.get(runId);
      if (one) schedule(one.input, fireAtMs);
      return one !== undefined;
    },
    disarm: async (runId) => {
      armed.get(runId)?.cancel();
      armed.delete(runId);
    },
  };
};
