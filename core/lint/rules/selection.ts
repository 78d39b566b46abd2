import type { Selection, Targets } from '../../experiment.ts';
import { eachFault, found } from '../found.ts';
import type { Rule } from '../rule.ts';
import { chosenOf, isChosenByFis, selectAt } from '../selected.ts';
import { page } from '../sources.ts';

const uncounted: Rule = {
  id: 'pods-not-counted',
  severity: 'error',
  summary: 'a share of pods, or a limit on their share',
  why: 'FIS chooses pods when it starts, and nobody knows before how many there are: only a COUNT keeps to `limits.maxTargets`, and no `limits.maxPercent` below 100 can be kept. The plan of such a run is refused.',
  link: page.pods,
  check: eachFault((one, { limits: { maxPercent } }) => {
    const { targets, name } = one.fault;
    if (!isChosenByFis(targets)) return [];
    if (targets.select.mode !== 'COUNT')
      return [found(selectAt(one), 'nobody knows before how many pods that is', 'write `COUNT(n)`')];
    return maxPercent < 100
      ? [
          found(
            ['limits', 'maxPercent'],
            `of how many pods "${name}" hits ${targets.select.count} nobody knows, so ${maxPercent} % cannot be kept`,
            'write 100, and keep to a number by `maxTargets`',
          ),
        ]
      : [];
  }),
};

const selectsAll: Rule = {
  id: 'selects-all',
  severity: 'warning',
  summary: 'everything that carries a tag is hit at once',
  why: 'Whoever tags one more resource tomorrow has it hit too, and nothing is left to carry on: 12 of the 23 templates of the official library select ALL.',
  link: page.targets,
  check: eachFault((one, { limits }, { fleets }) => {
    const { targets } = one.fault;
    const size = fleets?.get(one.fault.name)?.size;
    const bounded = size === undefined ? limits.maxTargets === 1 : size <= 1;
    if (targets.select.mode !== 'ALL' || targets.arns || bounded) return [];
    if (isNarrow(targets) || isChosenByFis(targets)) return [];
    const many = size === undefined ? 'all that match are hit' : `all ${size} of them are hit`;
    return [
      found(
        selectAt(one),
        many,
        'write `COUNT(n)`, narrow it to a zone by `filters`, or name them by `arns`',
      ),
    ];
  }),
};

// The whole of one zone is what is meant to be lost.
const isNarrow = ({ filters, parameters = {} }: Targets): boolean =>
  filters.some(({ path }) => /zone/i.test(path)) ||
  Object.keys(parameters).some((name) => /zone/i.test(name));

const overPercent: Rule = {
  id: 'select-over-limit',
  severity: 'error',
  summary: 'a selection that `limits.maxPercent` never lets through',
  why: 'The share of a fleet that may be hurt is counted over everything that could have been chosen, so the plan of such a run is refused every time.',
  link: page.targets,
  check: eachFault((one, { limits: { maxPercent } }, { fleets }) => {
    const { select } = one.fault.targets;
    const size = fleets?.get(one.fault.name)?.size;
    const percent = isChosenByFis(one.fault.targets) ? undefined : shareOf(select, size);
    return percent === undefined || percent <= maxPercent
      ? []
      : [
          found(
            selectAt(one),
            `${Math.round(percent)} % are selected, and \`limits.maxPercent\` is ${maxPercent}`,
            'select fewer, or raise the limit',
          ),
        ];
  }),
};

const shareOf = (select: Selection, size: number | undefined): number | undefined => {
  if (select.mode === 'ALL') return 100;
  if (size === undefined || size === 0) return undefined;
  return (100 * chosenOf(select, size)) / size;
};

/** Rules about how many may be hit. */
export const selectionRules: readonly Rule[] = [uncounted, selectsAll, overPercent];
