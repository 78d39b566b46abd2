import type { Finding, Path } from '../../documents/problem.ts';
import { quote } from '../../documents/quote.ts';
import type { Experiment } from '../../experiment.ts';
import { found } from '../found.ts';
import { leftOver } from '../left-over.ts';
import type { Rule } from '../rule.ts';
import { page } from '../sources.ts';

const leftover: Rule = {
  id: 'left-to-fill-in',
  severity: 'error',
  summary: 'a place that was left for somebody to fill in',
  why: 'An import, a template or an example has left it, and nothing substitutes it. An alarm of that name does not exist, so the run is refused; a tag of that value selects nothing.',
  link: page.targets,
  check: ({ steadyState, faults, guards, limits, owner, purpose, title }: Experiment) => [
    ...inside(title, ['title']),
    ...inside(owner, ['owner']),
    ...inside(purpose, ['purpose']),
    ...inside(steadyState.probes, ['steadyState', 'probes']),
    ...inside(faults, ['faults']),
    ...inside(guards, ['guards']),
    ...inside(limits.consentTag, ['limits', 'consentTag']),
  ],
};

// A name may be anything.
const inside = (value: unknown, path: Path): readonly Finding[] => {
  if (typeof value === 'string') {
    const left = leftOver(value);
    return left === undefined
      ? []
      : [found(path, `${quote(left)} is still to be filled in`, 'write what is meant')];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => inside(item, [...path, index]));
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, item]) => (key === 'name' ? [] : inside(item, [...path, key])))
    : [];
};

/** Rules about what is not finished. */
export const leftoverRules: readonly Rule[] = [leftover];
