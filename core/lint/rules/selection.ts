import type { Finding } from '../../documents/problem.ts';
import type { Experiment, Fault, Targets } from '../../experiment.ts';
import { eachFault, type FaultAt, found } from '../found.ts';
import type { Rule } from '../rule.ts';
import { page } from '../sources.ts';

const at = ({ path }: FaultAt) => [...path, 'targets', 'select'];

/** A check that needs to know how many there are to choose from. */
const eachCounted = (check: (at: FaultAt, size: number) => readonly Finding[]) =>
  eachFault((one, _, { fleets }) => {
    const size = fleets?.get(one.fault.name)?.size;
    return size === undefined ? [] : check(one, size);
  });

/** Pods have no ARNs: FIS chooses among what their parameters say, and nobody knows before of how many. */
const isChosenByFis = ({ resourceType }: Targets): boolean => resourceType === 'aws:eks:pod';

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
      return [found(at(one), 'nobody knows before how many pods that is', 'write `COUNT(n)`')];
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
      found(at(one), many, 'write `COUNT(n)`, narrow it to a zone by `filters`, or name them by `arns`'),
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
            at(one),
            `${Math.round(percent)} % are selected, and \`limits.maxPercent\` is ${maxPercent}`,
            'select fewer, or raise the limit',
          ),
        ];
  }),
};

const shareOf = (select: Fault['targets']['select'], size: number | undefined): number | undefined => {
  if (select.mode === 'ALL') return 100;
  if (size === undefined || size === 0) return undefined;
  return (100 * chosenOf(select, size)) / size;
};

const chosenOf = (select: Fault['targets']['select'], size: number): number => {
  if (select.mode === 'ALL') return size;
  return select.mode === 'COUNT' ? Math.min(select.count, size) : Math.floor((size * select.percent) / 100);
};

const tooFew: Rule = {
  id: 'too-few-targets',
  severity: 'error',
  summary: 'a selection that comes to nothing',
  why: 'PERCENT rounds down, as FIS does: half of one is none, and the run is refused. FIS itself ends such an experiment as failed, "Target resolution returned empty set".',
  link: page.targets,
  needs: 'how many there are to choose from',
  check: eachCounted((one, size) => {
    const { select } = one.fault.targets;
    const wanted = select.mode === 'COUNT' ? select.count : 1;
    if (chosenOf(select, size) >= wanted) return [];
    if (size === 0)
      return [found(at(one), 'there is nothing to choose from', 'correct the targets, or the Region')];
    return select.mode === 'PERCENT'
      ? [
          found(
            at(one),
            `${select.percent} % of ${size} is less than one`,
            `write \`COUNT(1)\`, or \`PERCENT(${Math.ceil(100 / size)})\` or more`,
          ),
        ]
      : [
          found(
            at(one),
            `there are ${size} to choose from, not ${wanted}`,
            `write \`COUNT(${size})\` or less`,
          ),
        ];
  }),
};

const percentOfAll: Rule = {
  id: 'percent-is-all',
  severity: 'warning',
  summary: 'a percentage that comes to everything',
  why: 'It reads like a part, and is the whole: nothing is left to carry on.',
  link: page.targets,
  check: eachFault((one, _, { fleets }) => {
    const { select } = one.fault.targets;
    const size = fleets?.get(one.fault.name)?.size;
    if (select.mode !== 'PERCENT' || size === 1) return [];
    const all = size === undefined ? select.percent === 100 : size > 0 && chosenOf(select, size) === size;
    return all ? [found(at(one), `PERCENT(${select.percent}) is all of them`, 'write fewer, or `ALL`')] : [];
  }),
};

const smallPercent: Rule = {
  id: 'percent-of-few',
  severity: 'advice',
  summary: 'a percentage that a small fleet rounds down to nothing',
  why: 'PERCENT rounds down: a public workshop takes half of a group of one, and its experiment fails every time. With a real fleet at hand (`--aws`, or a lab) the linter counts.',
  link: page.targets,
  check: eachFault((one, _: Experiment, { fleets }) => {
    const { select } = one.fault.targets;
    if (isChosenByFis(one.fault.targets)) return [];
    if (select.mode !== 'PERCENT' || select.percent > 50 || fleets?.get(one.fault.name)?.size !== undefined)
      return [];
    const least = Math.ceil(100 / select.percent);
    return [
      found(
        at(one),
        `of fewer than ${least}, PERCENT(${select.percent}) hits none, and the run is refused`,
        'write `COUNT(n)` if the fleet may be smaller',
      ),
    ];
  }),
};

/** Rules about how many are hit. */
export const selectionRules: readonly Rule[] = [
  uncounted,
  selectsAll,
  overPercent,
  tooFew,
  percentOfAll,
  smallPercent,
];
