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

// Of blocked ports, only those of the same direction stand in each other's way.
const apart = (one: Fault, other: Fault): boolean =>
  one.action.endsWith('blackhole-port') &&
  other.action.endsWith('blackhole-port') &&
  one.parameters.trafficType !== other.parameters.trafficType;

/** Whether two faults may hit the same resource, as far as one can tell without looking. */
const mayMeet = ({ targets: one }: Fault, { targets: other }: Fault): boolean => {
  if (one.resourceType !== other.resourceType) return false;
  if (one.arns && other.arns) return one.arns.some((arn) => other.arns?.includes(arn));
  if (one.autoScalingGroup ?? other.autoScalingGroup) return one.autoScalingGroup === other.autoScalingGroup;
  if (one.stack ?? other.stack) return one.stack === other.stack;
  return agree(one.tags, other.tags) && agree(one.parameters, other.parameters) && sameWay(one, other);
};

const sameWay = (one: Fault['targets'], other: Fault['targets']): boolean =>
  (one.tags === undefined) === (other.tags === undefined) &&
  (one.arns === undefined) === (other.arns === undefined);

// A pod may have two labels, but not be in two namespaces.
const agree = (one: Fault['targets']['tags'] = {}, other: Fault['targets']['tags'] = {}): boolean =>
  Object.entries(one).every(([key, value]) => !Object.hasOwn(other, key) || other[key] === value);

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
