import { NotFound, ServiceUnavailable } from '../../core/errors.ts';
import type { Runs } from '../../core/ports.ts';
import { type FaultRecord, isTooLate } from '../../core/run.ts';
import { attributeOf, documentOf, type Item } from './attributes.ts';
import { all, type Condition, equals, exists } from './condition.ts';
import { briefly } from './conflict.ts';
import { faultKey } from './item-keys.ts';
import { itemAt } from './reading.ts';
import type { Table } from './table.ts';
import { update } from './update.ts';

const tries = 20;

/** Changes of undo records. */
export const faultUpdates = (table: Table): Pick<Runs, 'updateFault'> => ({
  updateFault: async (runId, ordinal, change) => {
    const key = faultKey(runId, ordinal);
    const intent = `change fault ${ordinal} of run ${runId}`;
    const attributes = Object.fromEntries(
      Object.entries(change).map(([field, value]) => [
        field,
        value === undefined ? undefined : attributeOf(value),
      ]),
    );
    // Its state may change between the read and the write, and there are only so many it can go through.
    for (let tried = 1; tried <= tries; tried += 1) {
      const item = await itemAt(table, intent, key);
      if (item === undefined) throw new NotFound(`Run ${runId} has no fault ${ordinal}`);
      if (isTooLate(documentOf<FaultRecord>(item), change)) return false;
      const condition =
        change.state === undefined ? exists : all(isStill('state', item), isStill('resent', item));
      if ((await update(table, intent, { key, change: attributes, condition })).ok) return true;
      await briefly(tried);
    }
    throw new ServiceUnavailable(`Could not ${intent}: others did, each of ${tries} times`);
  },
});

const isStill = (field: 'state' | 'resent', item: Item): Condition => {
  const value = documentOf<Partial<FaultRecord>>(item)[field];
  return value === undefined ? { expression: `attribute_not_exists(#${field})` } : equals(field, value);
};
