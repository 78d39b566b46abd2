import type { Claim, Claimed, IdempotencyKeys } from '../../core/fronts.ts';
import type { Database, Row } from './database.ts';

/** Its table. */
export const idempotencyKeysSql = `
    CREATE TABLE idempotency_keys (
      key TEXT PRIMARY KEY,
      body_hash TEXT NOT NULL,
      answer TEXT NOT NULL,
      expires_at_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX expired_idempotency_keys ON idempotency_keys (expires_at_ms)`;

/** Idempotency keys on disk. Those that have expired go when the next one comes. */
export const idempotencyKeysOn = (database: Database): IdempotencyKeys => ({
  claim: async <Answer>({ key, bodyHash, answer, atMs, forMs }: Claim<Answer>): Promise<Claimed<Answer>> =>
    database.transaction(() => {
      database.change('DELETE FROM idempotency_keys WHERE expires_at_ms <= ?', atMs);
      const first = database.one('SELECT body_hash, answer FROM idempotency_keys WHERE key = ?', key);
      if (first) return again<Answer>(first, bodyHash);
      database.change(
        'INSERT INTO idempotency_keys (key, body_hash, answer, expires_at_ms) VALUES (?, ?, ?, ?)',
        ...([key, bodyHash, JSON.stringify(answer), atMs + forMs] as const),
      );
      return { outcome: 'claimed', answer };
    }),
});

// It was written by us, from this very type.
const again = <Answer>(first: Row, bodyHash: string): Claimed<Answer> =>
  first.body_hash === bodyHash
    ? { outcome: 'repeated', answer: JSON.parse(String(first.answer)) as Answer }
    : { outcome: 'taken' };
