import { isMap, listOf, mapOf, type RawMap } from '../../documents/raw.ts';
import type { Note } from '../shared/imported.ts';
import { resolveFunctions } from './cloudformation.ts';
import { type Found, type FoundTemplates, noneFound } from './found.ts';
import { step } from './pointer.ts';
import { terraformResources } from './terraform.ts';

/** Every FIS template of a source, in whichever spelling. */
export const findTemplates = (source: unknown): FoundTemplates => {
  if (!isMap(source)) return NONE;
  if (isMap(source.Resources)) return inCloudFormation(source);
  const resources = terraformResources(source);
  if (resources) return inTerraform(source, resources);
  return inApi(source);
};

/** Whether a source has what a FIS template has. */
export const looksLikeFis = (source: unknown): boolean => findTemplates(source).found.length > 0;

const NONE = noneFound(
  'there is no FIS experiment template in it',
  'give what `aws fis get-experiment-template --id EXT…` prints, a CloudFormation template, or `terraform show -json`',
);

const inApi = (source: RawMap): FoundTemplates => {
  const hint = NOT_A_TEMPLATE.find(({ key }) => Object.hasOwn(source, key));
  if (hint) return noneFound(hint.message, hint.fix, step('', hint.key));
  const key = ['experimentTemplate', 'ExperimentTemplate'].find((one) => isMap(source[one]));
  if (key === undefined) return hasActions(source) ? one({ value: source, from: '', notes: [] }) : NONE;
  const around = Object.keys(source).filter((other) => other !== key);
  return one({ value: source[key], from: step('', key), notes: around.map((other) => beside('', other)) });
};

const one = (found: Omit<Found, 'spelling'>): FoundTemplates => ({
  found: [{ spelling: 'api', ...found }],
  refused: [],
});

const hasActions = (source: RawMap): boolean =>
  Object.entries(source).some(([key, actions]) => {
    const all = isMap(actions) ? Object.values(actions) : listOf(actions);
    return (
      /^actions?$/i.test(key) &&
      all.some((action) => /"action_?id"/i.test(JSON.stringify(Object.keys(mapOf(action)))))
    );
  });

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

const inCloudFormation = (source: RawMap): FoundTemplates => {
  const resources = mapOf(source.Resources);
  const scope = { parameters: mapOf(source.Parameters), mappings: mapOf(source.Mappings), resources };
  const names = Object.keys(resources).filter((name) => isTemplate(resources[name]));
  if (names.length === 0)
    return noneFound(
      'no resource in it is an AWS::FIS::ExperimentTemplate',
      'name the file that has one',
      '/Resources',
    );
  const found = names.map((name): Found => {
    const from = step('/Resources', name);
    const { Properties: properties } = mapOf(resources[name]);
    const { value, notes } = resolveFunctions(properties, step(from, 'Properties'), scope);
    const others = Object.keys(mapOf(resources[name])).filter((key) => key !== 'Properties');
    return {
      ...{ spelling: 'cloudformation', name, value, from: step(from, 'Properties') },
      notes: [
        ...notes,
        ...others.map((key) => (key === 'Type' ? typeOf(from) : beside(from, key))),
        ...Object.keys(resources).flatMap((other) => (other === name ? [] : resource(other, names))),
        ...Object.keys(source).flatMap((key) => (key === 'Resources' ? [] : beside('', key))),
      ],
    };
  });
  return { found, refused: [] };
};

const isTemplate = (resource: unknown): boolean => mapOf(resource).Type === 'AWS::FIS::ExperimentTemplate';

const typeOf = (from: string): Note => ({ what: 'carried', from: step(from, 'Type'), message: 'what it is' });

const beside = (from: string, key: string): Note => ({
  ...{ what: 'refused', from: step(from, key) },
  message: `\`${key}\` stands beside the FIS template and is no part of it`,
});

const resource = (name: string, templates: readonly string[]): Note => ({
  ...{ what: 'refused', from: step('/Resources', name) },
  message: templates.includes(name)
    ? 'another template: an experiment of its own'
    : 'no FIS template; Firedrill deploys nothing',
});

const inTerraform = (
  source: RawMap,
  resources: ReturnType<typeof terraformResources> & object,
): FoundTemplates => {
  if (resources.length === 0)
    return noneFound('no resource in it is an aws_fis_experiment_template', 'name the file that has one');
  const found = resources.map(
    ({ name, value, from }): Found => ({
      ...{ spelling: 'terraform', name, value, from },
      notes: siblings(
        source,
        from,
        resources.map((other) => other.from),
      ),
    }),
  );
  return { found, refused: [] };
};

// Whatever is not on the way to the template is told of as high up as possible.
const siblings = (source: unknown, way: string, templates: readonly string[]): readonly Note[] => {
  const visit = (node: unknown, at: string): readonly Note[] => {
    if (way === at) return [];
    const entries = Array.isArray(node) ? [...node.entries()] : Object.entries(mapOf(node));
    return entries.flatMap(([key, child]) => {
      const from = step(at, key);
      if (way === from || way.startsWith(`${from}/`)) return visit(child, from);
      const other = templates.includes(from);
      return [
        {
          ...{ what: 'refused' as const, from },
          message: other ? 'another template: an experiment of its own' : 'it is no part of the FIS template',
        },
      ];
    });
  };
  return visit(source, '');
};
