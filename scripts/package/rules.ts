import * as consent from './rules/consent.ts';
import * as data from './rules/data.ts';
import * as events from './rules/events.ts';
import * as functions from './rules/functions.ts';
import * as iam from './rules/iam.ts';
import * as power from './rules/power.ts';
import * as references from './rules/references.ts';
import type { Rule, Template } from './template.ts';

/** Every rule a packaged template must keep, by name. */
export const rules: Readonly<Record<string, Rule>> = {
  ...consent,
  ...data,
  ...events,
  ...functions,
  ...iam,
  ...power,
  ...references,
};

/** What is wrong with a template, with the rule that says so. */
export const brokenRules = (template: Template): readonly string[] =>
  Object.entries(rules).flatMap(([name, rule]) => rule(template).map((sentence) => `${name}: ${sentence}`));
