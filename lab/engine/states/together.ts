import { Cut } from '../failure.ts';
import type { Scope } from '../scope.ts';

/**
 * Run pieces of work, some at a time. The first failure cuts the others off, and is thrown
 * when all of them have unwound, so that nothing is written after it.
 */
export const together = async <T>(
  scope: Scope,
  count: number,
  width: number,
  work: (index: number, scope: Scope) => Promise<T>,
): Promise<T[]> => {
  const inner = scope.child();
  const results: T[] = new Array(count);
  const failures: unknown[] = [];
  let next = 0;
  const worker = async () => {
    while (next < count && !inner.isCut()) {
      const index = next++;
      try {
        results[index] = await work(index, inner);
      } catch (error) {
        if (!(error instanceof Cut)) failures.push(error);
        inner.cut();
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, count) }, worker));
  const wasCut = inner.isCut();
  // Ends the listening on the outer scope; all work is over.
  inner.cut();
  if (failures.length > 0) throw failures[0];
  if (wasCut) throw new Cut();
  return results;
};
