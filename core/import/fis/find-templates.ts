import { isMap, listOf, mapOf, type RawMap } from '../../documents/raw.ts';
import { around } from './around.ts';
import { type Resolved, resolveFunctions, type Scope } from './cloudformation.ts';
import { type Found, type FoundTemplates, noneFound } from './found.ts';
import { step } from './pointer.ts';
import { terraformResources } from './terraform.ts';

/** Every FIS template of a source, in whichever spelling. */
export const findTemplates = (source: unknown): FoundTemplates => {
  if (!isMap(source)) return NONE;
  const stack = stackIn(source);
  if (stack) return inCloudFormation(source, stack);
  const resources = terraformResources(source);
  if (resources) return inTerraform(source, resources);
  return inApi(source);
};

const NONE = noneFound(
  'there is no FIS experiment template in it',
  'give what `aws fis get-experiment-template --id EXT…` prints, a CloudFormation template, or what `terraform show -json` prints',
);

type Stack = { readonly at: string; readonly resources: RawMap; readonly scope: Scope };

// A template of CloudFormation, of the Serverless Framework around one, or a piece of one.
const stackIn = (source: RawMap): Stack | undefined => {
  const inner = mapOf(source.resources);
  const [at, template] = isMap(source.Resources) ? ['', source] : ['/resources', inner];
  const scopeOf = (resources: RawMap): Scope => ({
    ...{ parameters: mapOf(template.Parameters), mappings: mapOf(template.Mappings), resources },
  });
  if (isMap(template.Resources))
    return { at: step(at, 'Resources'), resources: template.Resources, scope: scopeOf(template.Resources) };
  return Object.values(source).some(isTemplate)
    ? { at: '', resources: source, scope: scopeOf(source) }
    : undefined;
};

const isTemplate = (resource: unknown): boolean => mapOf(resource).Type === 'AWS::FIS::ExperimentTemplate';

const inCloudFormation = (source: RawMap, { at, resources, scope }: Stack): FoundTemplates => {
  const names = Object.keys(resources).filter((name) => isTemplate(resources[name]));
  const places = names.map((name) => step(step(at, name), 'Properties'));
  if (names.length === 0)
    return noneFound(
      'no resource in it is an AWS::FIS::ExperimentTemplate',
      'name the file that has one',
      at,
    );
  const found = names.map((name, index): Found => {
    const from = places[index] ?? at;
    const { value, notes }: Resolved = resolveFunctions(mapOf(resources[name]).Properties, from, scope);
    return {
      spelling: 'cloudformation',
      name,
      value,
      from,
      notes: [...notes, ...around(source, from, places)],
    };
  });
  return { found, refused: [] };
};

const inTerraform = (
  source: RawMap,
  resources: readonly Omit<Found, 'spelling' | 'notes'>[],
): FoundTemplates => {
  if (resources.length === 0)
    return noneFound('no resource in it is an aws_fis_experiment_template', 'name the file that has one');
  const places = resources.map(({ from }) => from);
  return {
    found: resources.map((one) => ({
      ...one,
      spelling: 'terraform',
      notes: around(source, one.from, places),
    })),
    refused: [],
  };
};

const inApi = (source: RawMap): FoundTemplates => {
  const hint = NOT_A_TEMPLATE.find(({ key }) => Object.hasOwn(source, key));
  if (hint) return noneFound(hint.message, hint.fix, step('', hint.key));
  const from = templateWithin(source, '', 3);
  if (from === undefined) return NONE;
  const value = from
    .split('/')
    .slice(1)
    .reduce<unknown>((node, key) => mapOf(node)[key.replaceAll('~1', '/').replaceAll('~0', '~')], source);
  return { found: [{ spelling: 'api', value, from, notes: around(source, from, []) }], refused: [] };
};

// `experimentTemplate`, a state of Step Functions, a custom resource of Kubernetes: whatever is wrapped around it.
const templateWithin = (node: RawMap, at: string, depth: number): string | undefined => {
  if (hasActions(node)) return at;
  if (depth === 0) return undefined;
  for (const [key, child] of Object.entries(node)) {
    const within = isMap(child) ? templateWithin(child, step(at, key), depth - 1) : undefined;
    if (within !== undefined) return within;
  }
  return undefined;
};

const hasActions = (source: RawMap): boolean => {
  const keys = Object.keys(source);
  const named = keys.find((key) => /^actions?$/i.test(key));
  if (named === undefined) return false;
  const actions = source[named];
  const all = isMap(actions) ? Object.values(actions) : listOf(actions);
  return (
    all.some((action) => Object.keys(mapOf(action)).some(isActionId)) ||
    keys.some((key) => /^stop_?conditions?$/i.test(key))
  );
};

const isActionId = (key: string): boolean => /^action_?id$/i.test(key);

const NOT_A_TEMPLATE = [
  {
    key: 'experiment',
    message: 'this is an experiment that has run, not the template it was made from',
    fix: 'run `aws fis get-experiment-template --id` with its `experimentTemplateId`',
  },
  {
    key: 'experimentTemplates',
    message: 'this is a list of templates, without what is in them',
    fix: 'run `aws fis get-experiment-template --id` for each of them',
  },
] as const;
