import { WrongAsAsked } from '../../core/errors.ts';
import type { Clock, Reports } from '../../core/ports.ts';
import type { Run } from '../../core/run.ts';
import { equals, exists } from './condition.ts';
import { byAgeKey, type ItemKey, runKey } from './item-keys.ts';
import { allUnder } from './querying.ts';
import { runReader } from './runs.ts';
import { expiryAttribute, secondsOf, type Table } from './table.ts';
import { update } from './update.ts';

/** How long runs are kept. */
export type Retention = { keepUntil(runId: string, atMs: number): Promise<void> };

/**
 * Gives everything of a run an expiry, its journal too (the records themselves stay as they are), once it is closed and
 * nothing of it is left unverified. Nothing else in the table ever has one, but idempotency keys,
 * what was told and what was said of an occurrence; so what a person may
 * still have to undo is never lost. May be asked again, for what was written later.
 */
export const retention = (table: Table): Retention => ({
  keepUntil: async (runId, atMs) => {
    const intent = `set how long run ${runId} is kept`;
    const run = await runReader(table).get(runId);
    if (run === undefined || !mayExpire(run))
      throw new WrongAsAsked(`Run ${runId} is not closed and restored: it is kept`);
    const change = { [expiryAttribute]: secondsOf(atMs) };
    const stamp = (key: ItemKey, condition = exists) => update(table, intent, { key, change, condition });
    await stamp(runKey(runId), equals('state', 'closed'));
    await stamp(byAgeKey('RUN', run.createdAtMs, runId));
    for (const { PK, SK } of await allUnder(table, intent, { pk: runKey(runId).pk, only: ['PK', 'SK'] }))
      await stamp({ pk: PK?.S ?? '', sk: SK?.S ?? '' });
  },
});

/** Reports after which a run need not be kept for longer than this: its report is in another place by then. */
export const reportsInPlaceOfRuns = (
  reports: Reports,
  kept: Retention,
  { forMs, clock }: { readonly forMs: number; readonly clock: Pick<Clock, 'now'> },
): Reports => ({
  save: async (id, result) => {
    const place = await reports.save(id, result);
    if ('run' in result && mayExpire(result.run)) await kept.keepUntil(id, clock.now() + forMs);
    return place;
  },
});

const mayExpire = ({ state, conclusion }: Run): boolean =>
  state === 'closed' && conclusion !== undefined && conclusion.restoration !== 'unverified';
