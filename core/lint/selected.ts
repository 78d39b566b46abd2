import type { Path } from '../documents/problem.ts';
import type { Selection, Targets } from '../experiment.ts';
import type { FaultAt } from './found.ts';

/** Where a fault says how many. */
export const selectAt = ({ path }: FaultAt): Path => [...path, 'targets', 'select'];

/** Pods have no ARNs: FIS chooses among what their parameters say, and nobody knows before of how many. */
export const isChosenByFis = ({ resourceType }: Targets): boolean => resourceType === 'aws:eks:pod';

/** How many a selection comes to, of so many. PERCENT rounds down, as FIS does. */
export const chosenOf = (select: Selection, size: number): number => {
  if (select.mode === 'ALL') return size;
  return select.mode === 'COUNT' ? Math.min(select.count, size) : Math.floor((size * select.percent) / 100);
};
