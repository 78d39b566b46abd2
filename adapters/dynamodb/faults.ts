import { NotFound } from '../../core/errors.ts';
import type { Runs } from '../../core/ports.ts';
import type { FaultRecord } from '../../core/run.ts';
import { attributeOf, attributesOf, documentOf, fitting } from './attributes.ts';
import type { Condition } from './condition.ts';
import { faultKey, runKey } from './item-keys.ts';
import { put } from './put.ts';
import { allUnder } from './querying.ts';
import { itemAt } from './reading.ts';
import type { Table } from './table.ts';

/** The undo records of a run. */
export const faultReader = (table: Table): Pick<Runs, 'faults'> => ({
  faults: async (runId) => {
    const wanted = { pk: runKey(runId).pk, prefix: 'FAULT#' };
    const items = await allUnder(table, `read the faults of run ${runId}`, wanted);
    return items.map((item) => documentOf<FaultRecord>(item));
  },
});

const isAbsentOrArmed: Condition = {
  expression: 'attribute_not_exists(#PK) OR #state = :armed',
  values: { armed: attributeOf('armed') },
};

/** Undo records, before anything is sent. */
export const faultArming = (table: Table): Pick<Runs, 'putFault'> => ({
  putFault: async (record) => {
    const { runId, ordinal, name } = record;
    await mustExist(table, runId);
    const item = fitting(`The undo record of fault "${name}"`, attributesOf(record));
    const asked = { key: faultKey(runId, ordinal), item, condition: isAbsentOrArmed };
    return (await put(table, `write the undo record of fault "${name}"`, asked)).ok;
  },
});

/** Throws `NotFound` for a run that was never created. A run stays as long as anything of it. */
export const mustExist = async (table: Table, runId: string): Promise<void> => {
  if (!(await itemAt(table, `read run ${runId}`, runKey(runId))))
    throw new NotFound(`There is no run ${runId}`);
};
