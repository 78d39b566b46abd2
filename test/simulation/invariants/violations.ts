import type { Must } from './seen.ts';
import type { Violation } from './sentences.ts';
import type { Witness } from './witness.ts';

/** Keeps every broken promise, once for each way in which it is broken. */
export const openViolations = ({
  clock,
  startedAtMs,
  told,
}: Witness): { readonly violations: readonly Violation[]; readonly must: Must } => {
  const violations: Violation[] = [];
  const must: Must = (invariant, holds, detail) => {
    if (holds) return;
    const text = detail();
    if (violations.some((one) => one.invariant === invariant && one.detail === text)) return;
    violations.push({ invariant, detail: text, atMs: clock.now() - startedAtMs });
    told(() => `*** ${invariant}: ${text}`);
  };
  return { violations, must };
};
