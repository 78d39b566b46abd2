import { unique } from '../import/shared/names.ts';
import { aurora } from './rules/aurora.ts';
import { autoScaling } from './rules/auto-scaling.ts';
import { elastiCache, globalTables, tableNotes } from './rules/data.ts';
import { ebs, ec2 } from './rules/ec2.ts';
import { ecs } from './rules/ecs.ts';
import { eks } from './rules/eks.ts';
import { eventRules, eventSources } from './rules/events.ts';
import { lambda } from './rules/lambda.ts';
import { endpoints, nat } from './rules/network.ts';
import { rds } from './rules/rds.ts';
import type { Rule } from './rules/rule.ts';
import { dynamoDbFromNetwork, s3 } from './rules/s3.ts';
import { zone } from './rules/zone.ts';
import { sceneOf, type Wishes } from './scene.ts';
import type { Suggestions } from './suggestion.ts';
import type { Template } from './template/template.ts';

// In the order in which a team would try them: what happens most, and can be undone or healed, first.
const rules: readonly Rule[] = [
  ...[autoScaling, ec2, ecs, eks, rds, aurora, zone, s3, dynamoDbFromNetwork, elastiCache],
  ...[lambda, eventSources, eventRules, globalTables, nat, endpoints, ebs],
];

/** The experiments that a template is worth, each a valid document, with what is missing to run it. */
export const suggest = (template: Template, wishes: Wishes = {}): Suggestions => {
  const scene = sceneOf(template, wishes);
  const taken = new Set<string>();
  const suggestions = rules
    .flatMap((rule) => rule(scene))
    .map((one) => ({ ...one, experiment: { ...one.experiment, name: unique(one.experiment.name, taken) } }));
  return { suggestions, notes: [...template.notes, ...tableNotes(scene)] };
};
