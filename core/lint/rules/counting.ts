import type { Finding } from '../../documents/problem.ts';
import { eachFault, type FaultAt, found } from '../found.ts';
import type { Rule } from '../rule.ts';
import { chosenOf, isChosenByFis, selectAt } from '../selected.ts';
import { page } from '../sources.ts';

/** A check that needs to know how many there are to choose from. */
const eachCounted = (check: (at: FaultAt, size: number) => readonly Finding[]) =>
  eachFault((one, _, { fleets }) => {
    const size = fleets?.get(one.fault.name)?.size;
    return size === undefined ? [] : check(one, size);
  });

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
      return [found(selectAt(one), 'there is nothing to choose from', 'correct the targets, or the Region')];
    return select.mode === 'PERCENT'
      ? [
          found(
            selectAt(one),
            `${select.percent} % of ${size} is less than one`,
            `write \`COUNT(1)\`, or \`PERCENT(${Math.ceil(100 / size)})\` or more`,
          ),
        ]
      : [
          found(
            selectAt(one),
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
    return all
      ? [found(selectAt(one), `PERCENT(${select.percent}) is all of them`, 'write fewer, or `ALL`')]
      : [];
  }),
};

const smallPercent: Rule = {
  id: 'percent-of-few',
  severity: 'advice',
  summary: 'a percentage that a small fleet rounds down to nothing',
  why: 'PERCENT rounds down: a public workshop takes half of a group of one, and its experiment fails every time. With a real fleet at hand (`--aws`, or a lab) the linter counts.',
  link: page.targets,
  check: eachFault((one, _, { fleets }) => {
    const { select } = one.fault.targets;
    if (isChosenByFis(one.fault.targets)) return [];
    if (select.mode !== 'PERCENT' || select.percent > 50 || fleets?.get(one.fault.name)?.size !== undefined)
      return [];
    const least = Math.ceil(100 / select.percent);
    return [
      found(
        selectAt(one),
        `of fewer than ${least}, PERCENT(${select.percent}) hits none, and the run is refused`,
        'write `COUNT(n)` if the fleet may be smaller',
      ),
    ];
  }),
};

/** Rules about what a selection comes to. */
export const countingRules: readonly Rule[] = [tooFew, percentOfAll, smallPercent];
