import { ServiceUnavailable } from '../errors.ts';
import type { Clock } from '../ports.ts';

/** What was begun, or a failure when it takes longer than this: then nobody waits for it any more. */
export const within = <T>(
  clock: Pick<Clock, 'now' | 'at'>,
  ms: number,
  what: string,
  begun: Promise<T>,
): Promise<T> => {
  const late = Promise.withResolvers<never>();
  const cancel = clock.at(clock.now() + ms, () =>
    late.reject(new ServiceUnavailable(`Could not ${what} within ${ms / 1_000} s`)),
  );
  return Promise.race([begun, late.promise]).finally(cancel);
};
