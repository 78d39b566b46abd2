import type { FaultRecord } from '../../core/run.ts';
import { idOf } from './looks/look.ts';
import type { ResolvedByFis } from './resolved-targets.ts';

/** What of an experiment's choice is not in the plan, in words; undefined when all of it is. */
export const unplanned = (
  { name, targets, atStart }: Pick<FaultRecord, 'name' | 'targets' | 'atStart'>,
  chosen: readonly ResolvedByFis[],
): string | undefined => {
  const planned = new Set(targets.flatMap(({ arn }) => [arn, idOf(arn)]));
  if (atStart === undefined) {
    const others = chosen.filter(({ known }) => !known.some((one) => planned.has(one)));
    return others.length > 0 ? `${labels(others)} for ${name}, which is not in the plan` : undefined;
  }
  // Which pods there are only FIS knows: the plan says of which cluster, and how many.
  const { select } = atStart;
  const most = select.mode === 'COUNT' ? select.count : Infinity;
  if (chosen.length > most) return `${chosen.length} targets for ${name}, where the plan says ${most}`;
  const elsewhere = chosen.filter(({ known }) => known.some((one) => isCluster(one) && !planned.has(one)));
  return elsewhere.length > 0 ? `${labels(elsewhere)} for ${name}, which is in another cluster` : undefined;
};

const isCluster = (text: string): boolean => /^arn:[^:]+:eks:[^:]*:[^:]*:cluster\//.test(text);

const labels = (some: readonly ResolvedByFis[]): string => some.map(({ label }) => label).join(', ');
