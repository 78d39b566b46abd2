import type { Ground } from './ground.ts';
import type { Invocation } from './invocation.ts';

/** What disturbances have put off, and what may therefore still happen. */
export const openPending = ({ clock }: Pick<Ground, 'clock'>) => {
  let count = 0;
  return {
    isNothingPending: () => count === 0,
    later: (ms: number, run: () => void): void => {
      count += 1;
      clock.at(clock.now() + ms, () => {
        count -= 1;
        run();
      });
    },
    freeze: async (invocation: Invocation, ms: number): Promise<void> => {
      invocation.asleepUntilMs = clock.now() + ms;
      count += 1;
      await clock.sleep(ms);
      count -= 1;
    },
  };
};
