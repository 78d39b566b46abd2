import { neededBy, type Rule, referredIn } from '../template.ts';

/** Nothing waits for itself: CloudFormation could neither make nor delete it. */
export const nothingWaitsForItself: Rule = (template) =>
  Object.keys(template.Resources)
    .filter((id) => neededBy(template, id).has(id))
    .map((id) => `${id} waits for itself`);

/** Nothing refers to what is not there. */
export const nothingMissing: Rule = (template) => {
  const there = new Set([
    ...Object.keys(template.Resources),
    ...Object.keys(template.Parameters ?? {}),
    'AWS',
  ]);
  return Object.entries(template.Resources).flatMap(([id, { Properties }]) =>
    referredIn(Properties)
      .filter((named) => !there.has(named.split('::')[0] ?? ''))
      .map((named) => `${id} refers to ${named}, which is not there`),
  );
};
