import { StateFailed, TIMED_OUT } from '../failure.ts';
import type { Visit } from '../machine.ts';
import { awaiting, type Ending } from '../scope.ts';

/** How long a task may take, and how long it may be silent. */
export type Patience = {
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
};

/** A task under way. */
export type Pending = Ending<unknown> & { readonly beat: () => void };

/** Wait for a task no longer than its limits allow; a timer runs only for a limit that is set. */
export const patiently = (
  visit: Visit,
  { timeoutSeconds, heartbeatSeconds }: Patience,
  begin: (pending: Pending) => Promise<void> | void,
): Promise<unknown> =>
  awaiting<unknown>(visit.flow.scope, (ending) => {
    const { clock } = visit.flow.run.world;
    const arm = (seconds: number | undefined, alias?: string): (() => void) => {
      if (seconds === undefined) return () => {};
      // Both limits fail the task with States.Timeout; a missed heartbeat also answers to its own name.
      const failure = new StateFailed(TIMED_OUT, undefined, alias === undefined ? {} : { alias });
      return clock.at(clock.now() + 1_000 * seconds, () => ending.reject(failure));
    };
    ending.onEnd(arm(timeoutSeconds));
    let disarm = arm(heartbeatSeconds, 'States.HeartbeatTimeout');
    ending.onEnd(() => disarm());
    const beat = () => {
      disarm();
      disarm = arm(heartbeatSeconds, 'States.HeartbeatTimeout');
    };
    void begin({ ...ending, beat });
  });
