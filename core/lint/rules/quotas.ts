import { catalogued } from '../../catalogue/catalogue.ts';
import type { Fault } from '../../experiment.ts';
import { eachFault, type FaultAt, faultsOf, found } from '../found.ts';
import type { Rule } from '../rule.ts';
import { page } from '../sources.ts';

// https://docs.aws.amazon.com/fis/latest/userguide/fis-quotas.html: none of them can be raised.
const ACTIVE_EXPERIMENTS = 5;

// Ten parallel actions with five ARNs each: chosen targets are pinned by ARN.
const PINNED_TARGETS = 50;

const tooMany: Rule = {
  id: 'fis-quota-targets',
  severity: 'error',
  summary: 'more targets than FIS takes for the action',
  why: 'FIS refuses the experiment when it resolves its targets; none of these quotas can be raised.',
  link: page.quotas,
  check: eachFault((at, _, { fleets }) => {
    const count = countOf(at.fault, fleets?.get(at.fault.name)?.size);
    const most = mostOf(at.fault);
    return count === undefined || most === undefined || count <= most
      ? []
      : [
          found(
            pathOf(at),
            `${count} targets, and FIS takes ${most} for ${at.fault.action}`,
            `select ${most} at most`,
          ),
        ];
  }),
};

const countOf = ({ targets: { arns, select } }: Fault, size: number | undefined): number | undefined => {
  if (select.mode === 'COUNT') return select.count;
  const all = arns?.length ?? size;
  return select.mode === 'ALL' || all === undefined ? all : Math.floor((all * select.percent) / 100);
};

const mostOf = ({ action, targets, parameters }: Fault): number | undefined => {
  const known = catalogued(action);
  if (!known) return undefined;
  // "Above 5 only with scope all".
  const scoped = action === 'aws:network:disrupt-connectivity' && parameters.scope !== 'all' ? 5 : Infinity;
  const pinned = targets.resourceType === 'aws:eks:pod' ? Infinity : PINNED_TARGETS;
  return Math.min(scoped, pinned, known.maxTargets ?? Infinity);
};

const pathOf = ({ fault: { targets }, path }: FaultAt) =>
  targets.select.mode === 'ALL' && targets.arns
    ? [...path, 'targets', 'arns']
    : [...path, 'targets', 'select'];

const tooManyAtOnce: Rule = {
  id: 'fis-quota-experiments',
  severity: 'error',
  summary: 'more faults at once than FIS lets an account have',
  why: 'An account and Region may have five active experiments of FIS, and each fault of FIS is one. A run that needs more is refused; one that needs no more waits until there is room.',
  link: page.quotas,
  check: (experiment) => {
    const ofFis = faultsOf(experiment).filter(({ fault }) => fault.action.startsWith('aws:'));
    const needed = Math.max(0, ...ofFis.map(({ fault: { startAfterMs } }) => activeAt(startAfterMs, ofFis)));
    return needed <= ACTIVE_EXPERIMENTS
      ? []
      : [
          found(
            ['faults'],
            `${needed} faults of FIS at the same time, of ${ACTIVE_EXPERIMENTS} that an account may have`,
            'start some later (`startAfter`), or split them into a game day',
          ),
        ];
  },
};

// What happens and is over is active as long as FIS takes for it.
const SHORTEST_MS = 60_000;

const activeAt = (atMs: number, faults: readonly FaultAt[]): number =>
  faults.filter(
    ({ fault: { startAfterMs, durationMs } }) =>
      startAfterMs <= atMs && atMs < startAfterMs + Math.max(durationMs, SHORTEST_MS),
  ).length;

/** Rules about FIS's quotas. */
export const quotaRules: readonly Rule[] = [tooMany, tooManyAtOnce];
