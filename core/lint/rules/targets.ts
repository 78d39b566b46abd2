import { targetType } from '../../catalogue/catalogue.ts';
import { chooserOf, choosersOf } from '../../choosers.ts';
import { alternatives, quote } from '../../documents/quote.ts';
import type { Chooser, Targets } from '../../experiment.ts';
import { didYouMean } from '../did-you-mean.ts';
import { eachFault, found } from '../found.ts';
import { knownAction } from '../known-action.ts';
import type { Rule } from '../rule.ts';
import { page } from '../sources.ts';

const wrongType: Rule = {
  id: 'wrong-resource-type',
  severity: 'error',
  summary: 'a kind of resource that the action does not act on',
  why: 'FIS answers "Unexpected target Clusters found in action" when the template is made, and no driver resolves it before.',
  link: page.actionList,
  check: eachFault(({ fault: { action, targets }, path }) => {
    const types = knownAction(action)?.resourceTypes ?? [];
    return types.length === 0 || types.some((type) => type === targets.resourceType)
      ? []
      : [
          found(
            [...path, 'targets', 'resourceType'],
            `${action} does not act on ${quote(targets.resourceType)}`,
            `write ${alternatives(types)}`,
          ),
        ];
  }),
};

const wrongParameter: Rule = {
  id: 'target-parameter',
  severity: 'error',
  summary: 'a target parameter that the kind of resource does not have, or lacks',
  why: 'FIS refuses the template. Pods in particular are found by cluster, namespace and selector, all four of them.',
  link: page.targets,
  check: eachFault(({ fault: { targets }, path }) => {
    const type = targetType(targets.resourceType);
    if (!type) return [];
    const names = type.parameters.map(({ name }) => name);
    const unknown = Object.keys(targets.parameters ?? {}).filter((name) => !names.includes(name));
    const missing = type.parameters.filter(
      ({ name, required }) => required === true && !Object.hasOwn(targets.parameters ?? {}, name),
    );
    return [
      ...unknown.map((name) =>
        found(
          [...path, 'targets', 'parameters', name],
          `${type.resourceType} has no target parameter ${quote(name)}`,
          didYouMean(name, names),
          { on: 'key' },
        ),
      ),
      ...missing.map(({ name, description }) =>
        found(
          [...path, 'targets', 'parameters'],
          `${type.resourceType} needs the target parameter \`${name}\``,
          `add it: ${description}`,
        ),
      ),
    ];
  }),
};

type Part = Chooser | 'filters';

// https://docs.aws.amazon.com/fis/latest/userguide/fis-actions-reference.html, each in its own entry.
const forbidden: Readonly<Record<string, readonly Part[]>> = {
  'aws:ec2:api-insufficient-instance-capacity-error': ['tags', 'filters', 'parameters'],
  'aws:eks:inject-kubernetes-custom-resource': ['tags', 'stack', 'filters', 'parameters'],
  'aws:s3:bucket-pause-replication': ['arns'],
};

const wrongWay: Rule = {
  id: 'target-chosen-by',
  severity: 'error',
  summary: 'targets that are chosen in a way that is not taken for them',
  why: 'FIS refuses the template ("aws:eks:pod does not support resourceArns"), or the plan is refused, because nothing can list such resources that way.',
  link: page.targets,
  check: eachFault(({ fault: { action, targets }, path }) => {
    const taken = choosersOf(targets.resourceType);
    const way = chooserOf(targets);
    const wrong = new Set<Part>([
      ...(forbidden[action] ?? []).filter((part) => isGiven(targets, part)),
      ...(taken.includes(way) ? [] : [way]),
    ]);
    const right = taken.filter((one) => !(forbidden[action] ?? []).includes(one));
    return [...wrong].map((part) =>
      found(
        [...path, 'targets', part],
        `${taken.includes(way) ? action : targets.resourceType} takes no \`${part}\``,
        `choose by ${alternatives(right)}`,
        { on: 'key' },
      ),
    );
  }),
};

const isGiven = (targets: Targets, part: Part): boolean =>
  part === 'filters' ? targets.filters.length > 0 : targets[part] !== undefined;

/** Rules about what kind of resource is meant, and how it is chosen. */
export const targetRules: readonly Rule[] = [wrongType, wrongParameter, wrongWay];
