import { isMap, listOf, mapOf, type RawMap } from '../../documents/raw.ts';
import { step } from './pointer.ts';

/** A template as Terraform writes it, and where. */
export type TerraformResource = { readonly name: string; readonly value: unknown; readonly from: string };

const TYPE = 'aws_fis_experiment_template';

/** The FIS templates in what `terraform show -json` prints, or in a `.tf.json`; undefined where it is neither. */
export const terraformResources = (source: RawMap): readonly TerraformResource[] | undefined => {
  if (isMap(source.resource)) return inConfiguration(source.resource);
  const key = ['values', 'planned_values'].find((one) => isMap(mapOf(source[one]).root_module));
  if (key !== undefined) return inModule(mapOf(source[key]).root_module, step(step('', key), 'root_module'));
  return Array.isArray(source.resources) && 'terraform_version' in source
    ? inState(source.resources)
    : undefined;
};

const inConfiguration = (resource: RawMap): readonly TerraformResource[] =>
  Object.entries(mapOf(resource[TYPE])).map(([name, value]) => ({
    ...{ name, value },
    from: step(step('/resource', TYPE), name),
  }));

const inModule = (module: unknown, at: string): readonly TerraformResource[] => [
  ...listOf(mapOf(module).resources).flatMap((resource, index) => {
    const { type, address, name, values } = mapOf(resource);
    const from = step(step(step(at, 'resources'), index), 'values');
    return type === TYPE ? [{ name: String(name ?? address ?? ''), value: values, from }] : [];
  }),
  ...listOf(mapOf(module).child_modules).flatMap((child, index) =>
    inModule(child, step(step(at, 'child_modules'), index)),
  ),
];

// The state file itself, which is not meant to be read by others, but is what people have.
const inState = (resources: readonly unknown[]): readonly TerraformResource[] =>
  resources.flatMap((resource, index) => {
    const { type, name, instances } = mapOf(resource);
    if (type !== TYPE) return [];
    return listOf(instances).map((instance, n) => ({
      name: String(name ?? ''),
      value: mapOf(instance).attributes,
      from: `/resources/${index}/instances/${n}/attributes`,
    }));
  });
