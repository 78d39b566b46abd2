import { isFiredrillError, ServiceUnavailable } from '../../core/errors.ts';
import type { Notices } from '../../core/ports.ts';

/** Tells every way there is, at once; a way that fails keeps no other back, and is named when all have been tried. */
export const everyWay = (ways: readonly Notices[]): Notices => ({
  tell: async (notice) => {
    const told = await Promise.allSettled(ways.map((way) => way.tell(notice)));
    const failures = told.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    const [first] = failures;
    if (first === undefined) return;
    if (failures.length === 1 && isFiredrillError(first)) throw first;
    const reasons = failures.map((failure) => (failure instanceof Error ? failure.message : String(failure)));
    throw new ServiceUnavailable(reasons.join('; '), { cause: first });
  },
});
