import type { Runs } from '../../core/ports.ts';
import { isNew } from './condition.ts';
import { mustExist } from './faults.ts';
import { watchKey, watchOfRunKey } from './item-keys.ts';
import { put } from './put.ts';
import { allUnder } from './querying.ts';
import { remove } from './remove.ts';
import type { Table } from './table.ts';

/** Has runs told of alarms. */
export const watchWriting = (table: Table): Pick<Runs, 'watch'> => ({
  watch: async (runId, alarms) => {
    await mustExist(table, runId);
    const intent = `have run ${runId} told of its alarms`;
    const write = async (alarm: string) => {
      // By the run first: what is found by an alarm can always be found, and removed, by its run.
      for (const key of [watchOfRunKey(runId, alarm), watchKey(alarm, runId)])
        await put(table, intent, { key, item: {}, condition: isNew });
    };
    await Promise.all([...new Set(alarms)].map(write));
  },
});

/** Has runs told of nothing any more. */
export const watchRemoval = (table: Table): Pick<Runs, 'unwatch'> => ({
  unwatch: async (runId) => {
    const intent = `have run ${runId} told of nothing any more`;
    const { pk, sk: prefix } = watchOfRunKey(runId, '');
    const watches = await allUnder(table, intent, { pk, prefix });
    const end = async (alarm: string) => {
      await remove(table, intent, watchKey(alarm, runId));
      await remove(table, intent, watchOfRunKey(runId, alarm));
    };
    await Promise.all(watches.map(({ SK }) => end(SK?.S?.slice(prefix.length) ?? '')));
  },
});
