import type { Runs } from '../../core/ports.ts';
import type { Run } from '../../core/run.ts';
import { runKey, watchKey } from './item-keys.ts';
import { newestItems, openItems } from './listing.ts';
import { allUnder } from './querying.ts';
import { itemAt } from './reading.ts';
import { runOf } from './runs.ts';
import type { Table } from './table.ts';

const kind = { listed: 'RUN', keyOf: runKey } as const;

/** The runs that are open. */
export const openRuns = (table: Table): Pick<Runs, 'open'> => ({
  open: async () => stillOpen((await openItems(table, kind)).map(runOf)),
});

/** The newest runs. */
export const newestRuns = (table: Table): Pick<Runs, 'list'> => ({
  list: async (limit, olderThan) => (await newestItems(table, kind, limit, olderThan)).map(runOf),
});

/** The runs that are to be told of an alarm. */
export const watchingRuns = (table: Table): Pick<Runs, 'watching'> => ({
  watching: async (alarm) => {
    const intent = `find the runs that watch ${alarm}`;
    const watches = await allUnder(table, intent, { pk: watchKey(alarm, '').pk });
    const items = await Promise.all(watches.map(({ SK }) => itemAt(table, intent, runKey(SK?.S ?? ''))));
    return stillOpen(items.filter((item) => item !== undefined).map(runOf));
  },
});

// What lists a run is read before the run itself.
const stillOpen = (runs: readonly Run[]): readonly Run[] =>
  runs.filter(({ state }) => state !== 'closed').sort(oldestFirst);

const oldestFirst = (a: Run, b: Run): number => a.createdAtMs - b.createdAtMs || (a.runId < b.runId ? -1 : 1);
