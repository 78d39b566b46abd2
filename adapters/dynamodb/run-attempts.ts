import { NotFound } from '../../core/errors.ts';
import type { Runs } from '../../core/ports.ts';
import { attributeOf, type Item } from './attributes.ts';
import type { Condition } from './condition.ts';
import { runKey } from './item-keys.ts';
import { attemptAttribute, attemptsIn } from './runs.ts';
import type { Table } from './table.ts';
import { update } from './update.ts';

const isOpen: Condition = {
  expression: 'attribute_exists(#PK) AND #state <> :closed',
  values: { closed: attributeOf('closed') },
};

/** The attempts to undo a run. */
export const runAttempts = (table: Table): Pick<Runs, 'attempt'> => ({
  attempt: async (runId, attemptId, sinceMs) => {
    const change = {
      [attemptAttribute(attemptId)]: sinceMs === undefined ? undefined : attributeOf(sinceMs),
    };
    const asked = { key: runKey(runId), change, condition: isOpen };
    const written = await update(table, `note an attempt to undo run ${runId}`, asked);
    if (written.ok) await forgetOldest(table, runId, written.item);
    else if (written.item === undefined) throw new NotFound(`There is no run ${runId}`);
  },
});

const kept = 100;

/**
 * What nobody can undo is tried for ever, and an item has an end. Whoever verifies waits for the latest attempts, and
 * whoever undoes asks whether there were several: the oldest of so many change neither answer.
 */
const forgetOldest = async (table: Table, runId: string, item: Item): Promise<void> => {
  const attempts = Object.entries(attemptsIn(item));
  if (attempts.length <= 2 * kept) return;
  const oldest = attempts.sort(([, a], [, b]) => b - a).slice(kept);
  const change = Object.fromEntries(oldest.map(([attemptId]) => [attemptAttribute(attemptId), undefined]));
  await update(table, `forget old attempts of run ${runId}`, {
    key: runKey(runId),
    change,
    condition: isOpen,
  });
};
