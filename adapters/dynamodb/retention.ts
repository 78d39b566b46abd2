import { WrongAsAsked } from '../../core/errors.ts';
import { equals, exists } from './condition.ts';
import { byAgeKey, type ItemKey, runKey } from './item-keys.ts';
import { allUnder } from './querying.ts';
import { runReader } from './runs.ts';
import { expiryAttribute, secondsOf, type Table } from './table.ts';
import { update } from './update.ts';

/** How long runs are kept. */
export type Retention = { keepUntil(runId: string, atMs: number): Promise<void> };

/**
 * Gives everything of a closed run an expiry, its journal too: the records themselves stay as they are. Nothing else in
 * the table ever has one, but idempotency keys; so what was not verified restored, and is not closed, is never lost. May
 * be asked again, for what was written later.
 */
export const retention = (table: Table): Retention => ({
  keepUntil: async (runId, atMs) => {
    const intent = `set how long run ${runId} is kept`;
    const run = await runReader(table).get(runId);
    if (run?.state !== 'closed') throw new WrongAsAsked(`Run ${runId} is not closed: it is kept`);
    const change = { [expiryAttribute]: secondsOf(atMs) };
    const stamp = (key: ItemKey, condition = exists) => update(table, intent, { key, change, condition });
    await stamp(runKey(runId), equals('state', 'closed'));
    await stamp(byAgeKey('RUN', run.createdAtMs, runId));
    for (const { PK, SK } of await allUnder(table, intent, { pk: runKey(runId).pk, only: ['PK', 'SK'] }))
      await stamp({ pk: PK?.S ?? '', sk: SK?.S ?? '' });
  },
});
