import type { Chooser, Targets } from './experiment.ts';

const instances: readonly Chooser[] = ['arns', 'tags', 'autoScalingGroup', 'stack'];
const byParameters: readonly Chooser[] = ['arns', 'tags', 'stack', 'parameters'];

const others: Readonly<Record<string, readonly Chooser[]>> = {
  // Of a runbook, whose targets are of any type.
  '*': ['arns', 'tags', 'autoScalingGroup', 'stack', 'parameters'],
  'aws:ec2:ebs-volume': byParameters,
  'aws:ec2:instance': instances,
  'aws:ec2:spot-instance': instances,
  'aws:ec2:subnet': byParameters,
  'aws:ecs:task': ['arns', 'tags', 'parameters'],
  'aws:eks:pod': ['parameters'],
  // No service lists roles by their tags.
  'aws:iam:role': ['arns'],
  'aws:rds:cluster': byParameters,
  'aws:rds:db': byParameters,
};

/**
 * How the drivers on AWS let resources of a type be chosen; a stack is found by the tag that CloudFormation gives to what it
 * makes.
 */
export const choosersOf = (resourceType: string): readonly Chooser[] =>
  (Object.hasOwn(others, resourceType) ? others[resourceType] : undefined) ?? ['arns', 'tags', 'stack'];

// What fewest drivers know comes before tags: where somebody has named both, not knowing one is a no.
const WAYS: readonly Chooser[] = ['arns', 'autoScalingGroup', 'stack', 'tags'];

/** How the targets of a fault are chosen; parameters beside something else only narrow them. */
export const chooserOf = (targets: Targets): Chooser =>
  WAYS.find((way) => targets[way] !== undefined) ?? 'parameters';
