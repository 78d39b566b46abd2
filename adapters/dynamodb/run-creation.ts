import type { Runs } from '../../core/ports.ts';
import { fitting } from './attributes.ts';
import { isNew } from './condition.ts';
import { byAgeKey, openKey, runKey } from './item-keys.ts';
import { runAttributes } from './runs.ts';
import type { Table } from './table.ts';
import { allOrNone, putting } from './transact.ts';

/**
 * New runs. One is listed as open in the same transaction, so none is there that the reconciler does not see; what is only
 * to be planned is listed nowhere else.
 */
export const runCreation = (table: Table): Pick<Runs, 'create'> => ({
  create: async (run) => {
    const { runId, createdAtMs, onlyPlan } = run;
    const unmet = await allOrNone(table, `create run ${runId}`, [
      putting(runKey(runId), fitting(`Run ${runId}`, runAttributes(run)), isNew),
      putting(openKey('RUN', runId), {}, isNew),
      ...(onlyPlan ? [] : [putting(byAgeKey('RUN', createdAtMs, runId), {}, isNew)]),
    ]);
    return unmet.length === 0;
  },
});
