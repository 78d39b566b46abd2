import { type Path, type Problem, pointerOf } from '../../documents/problem.ts';
import { quote } from '../../documents/quote.ts';
import { isMap, mapOf, type RawMap } from '../../documents/raw.ts';
import { readSources } from '../../import/shared/read-source.ts';
import { isMet } from './conditions.ts';
import { type Context, contextOf, type Given } from './context.ts';
import { readJson } from './json-source.ts';
import { unroll } from './loops.ts';
import { nestsTooDeep } from './nesting.ts';
import { placesIn } from './places.ts';
import { resolve } from './resolve.ts';
import { fromSam } from './sam.ts';
import type { ReadTemplate, Resource, Template, Where } from './template.ts';
import { isUnknown, knownText } from './values.ts';

/** What is known besides the text, and where the text is from. */
export type TemplateOrigin = Given & {
  readonly file: string;
  /** By logical id, for a stack that is deployed. */
  readonly physicalIds?: Readonly<Record<string, string>>;
};

/** Reads a CloudFormation template: YAML or JSON, SAM, or what the CDK has synthesised. Never throws. */
export const readTemplate = (text: string, origin: TemplateOrigin): ReadTemplate => {
  const { file } = origin;
  const source = sourceOf(text.replace(/^\ufeff/, ''), file);
  if (!('where' in source)) return { ok: false, problems: source.problems };
  const { value, where, slips } = source;
  const wrong = notATemplate(value).map(({ path, ...said }) => ({ file, ...where(path), ...said }));
  if (wrong.length > 0) return { ok: false, problems: wrong };
  const template = understood(mapOf(value), origin, where);
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

type Wrong = Pick<Problem, 'message' | 'fix'> & { readonly path: Path };

const notATemplate = (value: unknown): readonly Wrong[] => {
  if (!isMap(value))
    return [
      { path: [], message: 'this is not a map of keys and values', fix: 'give a CloudFormation template' },
    ];
  if (value.Resources === undefined) return [{ path: [], ...noResources(value) }];
  if (!isMap(value.Resources))
    return [
      {
        path: ['Resources'],
        message: '`Resources` is not a map',
        fix: 'write each resource under its logical id',
      },
    ];
  return Object.entries(value.Resources).flatMap(([id, declared]) => wrongResource(id, declared));
};

const noResources = (value: RawMap) => {
  if (value.kind === 'Experiment' || value.kind === 'GameDay')
    return {
      message: `this is a Firedrill ${value.kind}`,
      fix: 'give the template of the stack that it is about',
    };
  if (value.service !== undefined && value.provider !== undefined)
    return {
      message: 'this is a configuration of the Serverless Framework, not a template',
      fix: 'run `serverless package`, and give `.serverless/cloudformation-template-update-stack.json`',
    };
  if (value.version !== undefined && value.artifacts !== undefined)
    return {
      message: 'this is a manifest of the CDK',
      fix: 'give the `*.template.json` beside it in `cdk.out`',
    };
  return { message: 'there are no `Resources`', fix: 'give a CloudFormation template' };
};

const wrongResource = (id: string, declared: unknown): readonly Wrong[] => {
  if (id.startsWith('Fn::')) return [];
  const path = ['Resources', id];
  if (!isMap(declared))
    return [
      {
        path,
        message: `the resource ${quote(id)} is not a map`,
        fix: 'write `Type:` and `Properties:` under it',
      },
    ];
  if (typeof declared.Type === 'string') return [];
  return [
    {
      path,
      message: `the resource ${quote(id)} has no \`Type\``,
      fix: 'write one such as `Type: AWS::EC2::Instance`',
    },
  ];
};

const understood = (value: RawMap, origin: TemplateOrigin, where: (path: Path) => Where): Template => {
  const plain = contextOf(value, origin);
  const valuesOf = (list: unknown) => {
    const items = resolve(list, plain);
    return Array.isArray(items) ? items : [];
  };
  const sections = { ...value, Resources: unroll(mapOf(value.Resources), valuesOf) };
  const context = contextOf(sections, origin);
  const declared = Object.entries(mapOf(sections.Resources));
  const there = declared.map(([id, one]) => ({ id, one: mapOf(one), met: metBy(mapOf(one), context) }));
  const kept = there.filter(({ met }) => met !== false);
  const resources = kept.map(({ id, one, met }) => toResource(id, one, met, context, origin));
  const outputs = mapOf(resolve(mapOf(value.Outputs), context));
  const notes = [...leftOut(there), ...notRead(resources), ...macros(value, context)];
  return {
    given: origin,
    resources: fromSam(resources, mapOf(resolve(mapOf(value.Globals), context))),
    outputs,
    notes,
    where,
  };
};

const metBy = ({ Condition: name }: RawMap, context: Context): boolean | undefined => {
  const condition = knownText(name);
  return condition === undefined ? true : isMet(condition, context, (one) => resolve(one, context));
};

const toResource = (
  id: string,
  declared: RawMap,
  met: boolean | undefined,
  context: Context,
  { physicalIds = {} }: TemplateOrigin,
): Resource => {
  const physicalId = Object.hasOwn(physicalIds, id) ? physicalIds[id] : undefined;
  const condition = met === undefined ? knownText(declared.Condition) : undefined;
  return {
    ...{ id, type: String(declared.Type), path: ['Resources', id] },
    properties: mapOf(resolve(mapOf(declared.Properties), context)),
    ...(condition !== undefined && { condition }),
    ...(physicalId !== undefined && { physicalId }),
  };
};

const leftOut = (
  there: readonly { readonly id: string; readonly met: boolean | undefined }[],
): readonly string[] => {
  const ids = there.filter(({ met }) => met === false).map(({ id }) => id);
  return ids.length === 0 ? [] : [`left out, as their condition is not met: ${ids.join(', ')}`];
};

const notRead = (resources: readonly Resource[]): readonly string[] =>
  resources
    .filter(({ type }) => type === 'AWS::CloudFormation::Stack' || type === 'AWS::Serverless::Application')
    .map(({ id }) => `${id} is a nested stack: give its own template, or ask for it by \`--stack\``);

const macros = ({ Transform }: RawMap, context: Context): readonly string[] =>
  [resolve(Transform, context)]
    .flat()
    .map((name) => (isUnknown(name) ? undefined : knownText(isMap(name) ? name.Name : name)))
    .filter((name) => name !== undefined && !known.has(name))
    .map(
      (name) =>
        `the macro ${name} may add or change resources: a deployed stack (\`--stack\`) shows what it made`,
    );

const known = new Set(['AWS::Serverless-2016-10-31', 'AWS::LanguageExtensions', 'AWS::CodeDeployBlueGreen']);
