import type { Fault } from '../../experiment.ts';
import { type FaultAt, faultsOf, found } from '../found.ts';
import type { Rule } from '../rule.ts';
import { page } from '../sources.ts';
import { documentName } from '../ssm-document.ts';
import { overlap } from '../timing.ts';

/** Every pair of faults that are there at the same time, each once, the later one in the document first. */
const pairs = (all: readonly FaultAt[]): readonly (readonly [FaultAt, FaultAt])[] =>
  all.flatMap((later, index) =>
    all
      .slice(0, index)
      .filter((earlier) => overlap(later.fault, earlier.fault))
      .map((earlier) => [later, earlier] as const),
  );

/** What a fault does to a network from inside a host, task or pod. */
const networkFault = (fault: Fault): 'pod' | 'task' | 'host' | undefined => {
  if (fault.action.startsWith('aws:eks:pod-network-')) return 'pod';
  if (fault.action.startsWith('aws:ecs:task-network-')) return 'task';
  return documentName(fault).startsWith('AWSFIS-Run-Network-') ? 'host' : undefined;
};

const network: Rule = {
  id: 'parallel-network-faults',
  severity: 'error',
  summary: 'two faults on one network interface at the same time',
  why: 'Both put their own queue on the interface, so the second fails (exit code 16) or removes the first when it ends. FIS says so for pods, tasks and its SSM documents.',
  link: page.pods,
  check: (experiment) =>
    pairs(faultsOf(experiment))
      .filter(([{ fault: one }, { fault: other }]) => {
        const kind = networkFault(one);
        return (
          kind !== undefined && kind === networkFault(other) && mayMeet(one, other) && !apart(one, other)
        );
      })
      .map(([{ fault, path }, { fault: other }]) =>
        found(
          path,
          `"${fault.name}" and "${other.name}" are on the same network at the same time`,
          `start it after the other: \`startAfter\` of its duration, or in an experiment of its own`,
        ),
      ),
};

// Of the ports that are blocked in pods, only those of the same direction stand in each other's way.
const apart = (one: Fault, other: Fault): boolean =>
  one.action === 'aws:eks:pod-network-blackhole-port' &&
  other.action === one.action &&
  one.parameters.trafficType !== other.parameters.trafficType;

/** Whether two faults choose among the same resources, as far as one can tell without looking. */
const mayMeet = ({ targets: one }: Fault, { targets: other }: Fault): boolean => {
  if (one.resourceType !== other.resourceType) return false;
  if (one.arns && other.arns) return one.arns.some((arn) => other.arns?.includes(arn));
  const sameWay = WAYS.every((way) => (one[way] === undefined) === (other[way] === undefined));
  const sameGroup = one.autoScalingGroup === other.autoScalingGroup && one.stack === other.stack;
  const narrowed = within(one.tags, other.tags) && within(one.parameters, other.parameters);
  return sameWay && sameGroup && narrowed && !filteredApart(one, other);
};

const WAYS = ['arns', 'tags', 'autoScalingGroup', 'stack'] as const;

type Words = Readonly<Record<string, string>>;

// What two different tags have in common nobody can tell; what says more about the same is part of it.
const within = (one: Words = {}, other: Words = {}): boolean => isPart(one, other) || isPart(other, one);

const isPart = (less: Words, more: Words): boolean =>
  Object.entries(less).every(([key, value]) => Object.hasOwn(more, key) && more[key] === value);

const filteredApart = (one: Fault['targets'], other: Fault['targets']): boolean =>
  one.filters.some(({ path, values }) =>
    other.filters.some(
      (filter) => filter.path === path && !filter.values.some((value) => values.includes(value)),
    ),
  );

const sameTargets: Rule = {
  id: 'faults-on-same-targets',
  severity: 'advice',
  summary: 'two faults that may choose the same resource, or may not',
  why: 'Each fault chooses for itself: what is stopped by one can be what is slowed down by the other, and then the second cannot be proven.',
  link: page.targets,
  check: (experiment) =>
    pairs(faultsOf(experiment))
      .filter(([{ fault: one }, { fault: other }]) => mayMeet(one, other) && networkFault(one) === undefined)
      .filter(
        ([{ fault: one }, { fault: other }]) =>
          one.targets.arns === undefined || other.targets.arns === undefined,
      )
      .map(([{ fault, path }, { fault: other }]) =>
        found(
          [...path, 'targets'],
          `"${fault.name}" and "${other.name}" choose among the same resources`,
          'narrow one of them by `filters`, or start it after the other',
        ),
      ),
};

/** Rules about faults at the same time. */
export const togetherRules: readonly Rule[] = [network, sameTargets];
