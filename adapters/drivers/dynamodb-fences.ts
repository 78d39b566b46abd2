import { type ItemKey, runKey } from '../dynamodb/item-keys.ts';
import { put } from '../dynamodb/put.ts';
import { itemAt } from '../dynamodb/reading.ts';
import type { Table } from '../dynamodb/table.ts';
import type { Fences } from './fences.ts';

// Among the run's own items, so that it is kept as long as they are.
const fenceKey = (runId: string): ItemKey => ({ pk: runKey(runId).pk, sk: 'FENCE' });

/** Raises fences in the table of the runs: while it does not answer nothing is raised, and nothing injected either. */
export const fenceWriter = (table: Table): Pick<Fences, 'raise'> => ({
  raise: async (runId) => {
    await put(table, `fence run ${runId}`, { key: fenceKey(runId), item: {}, condition: always });
  },
});

/** Reads fences as every write that was answered has left them. */
export const fenceReader = (table: Table): Pick<Fences, 'isRaised'> => ({
  isRaised: async (runId) =>
    (await itemAt(table, `read the fence of run ${runId}`, fenceKey(runId))) !== undefined,
});

const always = { expression: 'attribute_not_exists(#PK) OR attribute_exists(#PK)' };
