import type { Claim, Claimed, IdempotencyKeys } from '../../../core/fronts.ts';

/** Idempotency keys that last as long as the test. */
export const memoryIdempotencyKeys = (): IdempotencyKeys => {
  const keys = new Map<string, Claim<unknown>>();
  return {
    claim: async <Answer>(claim: Claim<Answer>): Promise<Claimed<Answer>> => {
      const first = keys.get(claim.key) as Claim<Answer> | undefined;
      if (first && first.atMs + first.forMs > claim.atMs)
        return first.bodyHash === claim.bodyHash
          ? { outcome: 'repeated', answer: structuredClone(first.answer) }
          : { outcome: 'taken' };
      keys.set(claim.key, structuredClone(claim));
      return { outcome: 'claimed', answer: claim.answer };
    },
  };
};
