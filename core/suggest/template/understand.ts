import type { Path } from '../../documents/problem.ts';
import { isMap, mapOf, type RawMap } from '../../documents/raw.ts';
import { isMet } from './conditions.ts';
import { type Context, contextOf } from './context.ts';
import { unroll } from './loops.ts';
import { resolve } from './resolve.ts';
import { fromSam } from './sam.ts';
import type { Resource, Template, TemplateOrigin, Where } from './template.ts';
import { isUnknown, knownText } from './values.ts';

/** The resources of a template that are there, as far as it says itself what they are. */
export const understand = (value: RawMap, origin: TemplateOrigin, where: (path: Path) => Where): Template => {
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
  const notes = [...leftOut(there), ...notRead(resources), ...macros(value, context)];
  return {
    given: origin,
    resources: fromSam(resources, mapOf(resolve(mapOf(value.Globals), context))),
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
