import { type Problem, pointerOf } from '../../documents/problem.ts';
import { mapOf } from '../../documents/raw.ts';
import { readSources } from '../../import/shared/read-source.ts';
import { readJson } from './json-source.ts';
import { nestsTooDeep } from './nesting.ts';
import { notATemplate } from './not-a-template.ts';
import { placesIn } from './places.ts';
import type { ReadTemplate, Template, TemplateOrigin } from './template.ts';
import { understand } from './understand.ts';

/** Reads a CloudFormation template: YAML or JSON, SAM, or what the CDK has synthesised. Never throws. */
export const readTemplate = (text: string, origin: TemplateOrigin): ReadTemplate => {
  const { file } = origin;
  const source = sourceOf(text.replace(/^\ufeff/, ''), file);
  if (!('where' in source)) return { ok: false, problems: source.problems };
  const { value, where, slips } = source;
  const wrong = notATemplate(value).map(({ path, ...said }) => ({ file, ...where(path), ...said }));
  if (wrong.length > 0) return { ok: false, problems: wrong };
  const template = understand(mapOf(value), origin, where);
  return { ok: true, template: { ...template, notes: [...slips, ...template.notes] } };
};

type Read = { readonly value: unknown; readonly where: Template['where']; readonly slips: readonly string[] };

const sourceOf = (text: string, file: string): Read | { readonly problems: readonly Problem[] } => {
  const json = readJson(text);
  if (json)
    return { ...json, where: (path) => ({ pointer: pointerOf(path), ...json.place(path) }), slips: [] };
  const line = nestsTooDeep(text);
  if (line !== undefined) return { problems: [{ file, line, column: 1, pointer: '', ...TOO_DEEP }] };
  const { sources, problems } = readSources(text, file);
  const [source] = sources;
  if (source === undefined) return { problems };
  const slips = problems.map((problem) => `line ${problem.line}: ${problem.message}`);
  return { value: source.value, where: placesIn(text, source), slips };
};

const TOO_DEEP = {
  message: 'maps and lists are nested deeper than in any template',
  fix: 'close what is opened here',
};
