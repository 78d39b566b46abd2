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
import type { Suggestion, Suggestions } from './suggestion.ts';
import type { Template } from './template/template.ts';

// In the order in which a team would try them: what happens most, and can be undone or healed, first.
const rules: readonly Rule[] = [
  ...[autoScaling, ec2, ecs, eks, rds, aurora, zone, s3, dynamoDbFromNetwork, elastiCache],
  ...[lambda, eventSources, eventRules, globalTables, nat, endpoints, ebs],
];

/** The experiments that a template is worth, each a valid document, with what is missing to run it. */
export const suggest = (template: Template, wishes: Wishes = {}): Suggestions => {
  const scene = sceneOf(template, wishes);
  const found = rules.flatMap((rule) => rule(scene));
  const taken = new Set<string>();
  const suggestions = (wishes.all ? found : found.filter(isAmongFirst(found))).map((one) => ({
    ...one,
    experiment: { ...one.experiment, name: unique(one.experiment.name, taken) },
  }));
  const more = wishes.all ? [] : leftOut(found, suggestions);
  return { suggestions, notes: [...template.notes, ...more, ...tableNotes(scene)] };
};

// Forty functions are worth the same experiment; forty times the same is not worth reading.
const MOST_ALIKE = 3;

const isAmongFirst = (found: readonly Suggestion[]) => {
  const first = new Set(
    Map.groupBy(found, alike)
      .values()
      .flatMap((those) => those.slice(0, MOST_ALIKE)),
  );
  return (one: Suggestion): boolean => first.has(one);
};

const alike = ({ event, prediction }: Suggestion): string => `${event}/${prediction.outcome}`;

const leftOut = (found: readonly Suggestion[], kept: readonly Suggestion[]): readonly string[] =>
  [...Map.groupBy(found, alike)].flatMap(([kind, those]) => {
    const more = those.slice(MOST_ALIKE).map(({ resources: [first] }) => first?.id ?? '');
    const like = kept.find((one) => alike(one) === kind);
    if (more.length === 0 || like === undefined) return [];
    return [`${more.length} more like ${like.experiment.name}, with \`--all\`: ${more.join(', ')}`];
  });
