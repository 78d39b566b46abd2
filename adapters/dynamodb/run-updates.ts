import { NotFound, WrongAsAsked } from '../../core/errors.ts';
import type { RunCondition, Runs } from '../../core/ports.ts';
import type { Run } from '../../core/run.ts';
import { attributeOf, fitting } from './attributes.ts';
import { all, type Condition, equals, exists } from './condition.ts';
import { openKey, runKey } from './item-keys.ts';
import { runOf, runReader } from './runs.ts';
import type { Table } from './table.ts';
import { allOrNone, deleting, updating } from './transact.ts';
import { update } from './update.ts';
import type { Change, Update } from './update-input.ts';

/** Changes of runs, but not their end: with this nobody takes a run from the reconciler's sight. */
export const runUpdates = (table: Table): Pick<Runs, 'update'> => ({
  update: async (runId, condition, change) => {
    if (change.state === 'closed') throw new WrongAsAsked(`Run ${runId} may not be closed from here`);
    if (condition.states?.length === 0) return undefined;
    const asked = updateOf(runId, condition, change);
    const written = await update(table, `change run ${runId}`, change.state ? stillOpen(asked) : asked);
    return written.ok ? runOf(written.item) : undefined;
  },
});

/** Changes of runs, their end among them: what is closed is listed as open no more, in the same transaction. */
export const closingRunUpdates = (table: Table): Pick<Runs, 'update'> => ({
  update: async (runId, condition, change) => {
    if (change.state !== 'closed') return runUpdates(table).update(runId, condition, change);
    if (condition.states?.length === 0) return undefined;
    const unmet = await allOrNone(table, `close run ${runId}`, [
      updating(updateOf(runId, condition, change)),
      deleting(openKey('RUN', runId)),
    ]);
    return unmet.length === 0 ? closedRun(table, runId) : undefined;
  },
});

// What is closed is listed as open no more, so a late change may not open it again: nobody would see it.
const stillOpen = (asked: Update): Update => {
  const isOpen = { expression: '#state <> :closed', values: { closed: attributeOf('closed') } };
  return { ...asked, condition: all(asked.condition, isOpen) };
};

const closedRun = async (table: Table, runId: string): Promise<Run> => {
  const run = await runReader(table).get(runId);
  if (run === undefined) throw new NotFound(`There is no run ${runId} any more`);
  return run;
};

const updateOf = (runId: string, condition: RunCondition, change: Parameters<Runs['update']>[2]): Update => ({
  key: runKey(runId),
  change: changeOf(runId, change),
  condition: conditionOf(condition),
});

const changeOf = (runId: string, change: object): Change => {
  const entries = Object.entries(change);
  const set = entries.flatMap(([field, value]) =>
    value === undefined ? [] : [[field, attributeOf(value)] as const],
  );
  const removed = entries.flatMap(([field, value]) =>
    value === undefined ? [[field, undefined] as const] : [],
  );
  fitting(`What is to be noted of run ${runId}`, Object.fromEntries(set));
  return Object.fromEntries([...set, ...removed]);
};

const conditionOf = ({ states, epoch, missing }: RunCondition): Condition =>
  all(
    exists,
    ...(states ? [isIn(states)] : []),
    ...(epoch === undefined ? [] : [equals('epoch', epoch)]),
    ...(missing === undefined ? [] : [{ expression: `attribute_not_exists(#${missing})` }]),
  );

const isIn = (states: readonly string[]): Condition => ({
  expression: `#state IN (${states.map((_, n) => `:state${n}`).join(', ')})`,
  values: Object.fromEntries(states.map((state, n) => [`state${n}`, attributeOf(state)])),
});
