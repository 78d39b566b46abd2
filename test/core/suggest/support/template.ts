import { stringify } from 'yaml';
import { parseDocument } from '../../../../core/documents/parse-document.ts';
import type { Experiment } from '../../../../core/experiment.ts';
import type { Wishes } from '../../../../core/suggest/scene.ts';
import { suggest } from '../../../../core/suggest/suggest.ts';
import type { Suggestion, Suggestions } from '../../../../core/suggest/suggestion.ts';
import { readTemplate } from '../../../../core/suggest/template/read-template.ts';
import type { Resource, Template, TemplateOrigin } from '../../../../core/suggest/template/template.ts';

/** A template that must be one. */
export const templateOf = (text: string, origin: Partial<TemplateOrigin> = {}): Template => {
  const read = readTemplate(text, { file: 'shop.yml', stack: 'shop', ...origin });
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  return read.template;
};

/** The problems of a text that is no template. */
export const problemsOf = (text: string) => {
  const read = readTemplate(text, { file: 'shop.yml', stack: 'shop' });
  return read.ok ? [] : read.problems;
};

/** Resources as a template's text. */
export const resources = (map: Readonly<Record<string, unknown>>, more: object = {}): string =>
  stringify({ Resources: map, ...more });

/** One resource. */
export const a = (Type: string, Properties: object = {}) => ({ Type, Properties });

/** A resource of a template, which must be there. */
export const resourceIn = (template: Template, id: string): Resource => {
  const resource = template.resources.find((one) => one.id === id);
  if (resource === undefined) throw new Error(`there is no ${id}`);
  return resource;
};

/** What is suggested for resources. */
export const suggestFor = (
  map: Readonly<Record<string, unknown>>,
  origin: Partial<TemplateOrigin> = {},
  wishes: Wishes = {},
): Suggestions => suggest(templateOf(resources(map), origin), wishes);

/** The one suggestion of that event. */
export const theOne = ({ suggestions }: Suggestions, event: string): Suggestion => {
  const [one, ...others] = suggestions.filter((suggestion) => suggestion.event === event);
  if (one === undefined || others.length > 0)
    throw new Error(`${event}: there are ${suggestions.map((each) => each.event).join(', ')}`);
  return one;
};

/** The experiment of a suggestion as our own reader has it, which must find nothing wrong. */
export const experimentOf = ({ experiment }: Suggestion): Experiment => {
  const parsed = parseDocument(JSON.stringify(experiment), experiment.name);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  if (parsed.document.kind !== 'Experiment') throw new Error('it is no experiment');
  return parsed.document;
};

/** What is needed, in words. */
export const needed = ({ needs }: Suggestion): readonly string[] =>
  needs.map(({ severity, what }) => `${severity}: ${what}`);
