import type { Claim, Claimed, IdempotencyKeys } from '../../core/fronts.ts';
import { attributesOf, documentOf } from './attributes.ts';
import type { Condition } from './condition.ts';
import { idempotencyKey } from './item-keys.ts';
import { put } from './put.ts';
import { expiryAttribute, secondsOf, type Table } from './table.ts';

/** Idempotency keys in the table. They expire by themselves; one that has expired and is still there counts as gone. */
export const idempotencyKeys = (table: Table): IdempotencyKeys => ({
  claim: async <Answer>({ key, bodyHash, answer, atMs, forMs }: Claim<Answer>): Promise<Claimed<Answer>> => {
    const item = { ...attributesOf({ bodyHash, answer }), [expiryAttribute]: secondsOf(atMs + forMs) };
    const asked = { key: idempotencyKey(key), item, condition: isFreeAt(atMs) };
    const written = await put(table, 'claim an idempotency key', asked);
    if (written.ok) return { outcome: 'claimed', answer };
    const first = written.item && documentOf<Pick<Claim<Answer>, 'bodyHash' | 'answer'>>(written.item);
    return first?.bodyHash === bodyHash
      ? { outcome: 'repeated', answer: first.answer }
      : { outcome: 'taken' };
  },
});

const isFreeAt = (atMs: number): Condition => ({
  expression: `attribute_not_exists(#PK) OR #${expiryAttribute} <= :now`,
  values: { now: secondsOf(atMs) },
});
