import type { Ground } from './ground.ts';
import type { Invocation } from './invocation.ts';

/** What disturbances have put off, and what may therefore still happen. */
export const openPending = ({ clock }: Pick<Ground, 'clock'>) => {
  let count = 0;
  // Calls of which the caller has heard no answer, by name.
  const late = new Map<string, number>();
  const add = (name: string, one: number) => late.set(name, (late.get(name) ?? 0) + one);
  return {
    isNothingPending: () => count === 0,
    isLate: (name: string): boolean => (late.get(name) ?? 0) > 0,
    later: (name: string, ms: number, run: () => void): void => {
      count += 1;
      add(name, 1);
      clock.at(clock.now() + ms, () => {
        count -= 1;
        add(name, -1);
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
