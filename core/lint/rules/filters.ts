import { quote } from '../../documents/quote.ts';
import { eachFault, found } from '../found.ts';
import type { Rule } from '../rule.ts';
import { page } from '../sources.ts';

const filtersBesideArns: Rule = {
  id: 'filters-beside-arns',
  severity: 'error',
  summary: 'filters on resources that are named already',
  why: 'FIS takes ARNs, or tags and filters, in one target, and refuses both together.',
  link: page.targets,
  check: eachFault(({ fault: { targets }, path }) =>
    targets.arns && targets.filters.length > 0
      ? [
          found(
            [...path, 'targets', 'filters'],
            'what is named by `arns` cannot be filtered',
            'remove the filters, or choose by `tags`',
            { on: 'key' },
          ),
        ]
      : [],
  ),
};

const filterPath: Rule = {
  id: 'filter-path',
  severity: 'error',
  summary: 'a filter whose path cannot be one',
  why: 'A path that leads nowhere passes nothing: the target set is empty, and the run is refused. Paths are those of the Describe call, in PascalCase.',
  link: page.targets,
  check: eachFault(({ fault: { targets }, path }) =>
    targets.filters.flatMap((filter, index) => {
      if (filter.path.split('.').every((step) => /^[A-Z]/.test(step))) return [];
      const pascal = filter.path.replace(
        /(^|[.-])([a-z])/g,
        (_, before: string, letter: string) => `${before === '-' ? '.' : before}${letter.toUpperCase()}`,
      );
      return [
        found(
          [...path, 'targets', 'filters', index, 'path'],
          `${quote(filter.path)} is not in PascalCase`,
          `did you mean \`${pascal}\`?`,
        ),
      ];
    }),
  ),
};

const notRunning: Rule = {
  id: 'no-running-filter',
  severity: 'warning',
  summary: 'instances chosen by tag or stack, whether or not they run',
  why: 'EC2 describes a terminated instance for about an hour, tags and all, and FIS may choose it. Firedrill leaves out what has ended; a stopped one it may still choose, and a fault on that proves nothing.',
  link: page.targets,
  check: eachFault(({ fault: { targets }, path }) => {
    const { resourceType, tags, stack, filters } = targets;
    if (resourceType !== 'aws:ec2:instance' || (!tags && !stack)) return [];
    return filters.some((filter) => filter.path === 'State.Name')
      ? []
      : [
          found(
            [...path, 'targets'],
            'stopped and terminated instances may be chosen too',
            'add `filters: [{ path: State.Name, values: [running] }]`',
          ),
        ];
  }),
};

/** Rules about filters. */
export const filterRules: readonly Rule[] = [filtersBesideArns, filterPath, notRunning];
