import type { Json, Template } from '../../scripts/package/template.ts';

type Path = readonly (string | number)[];

/** How a template is spoilt: something set, or taken away where there is no `to`; or a statement given to a role. */
export type Spoiling =
  | { readonly at: Path; readonly to?: Json }
  | { readonly role: string; readonly statement: Json }
  | { readonly role: string; readonly without: string };

/** A template spoilt in one place; paths begin at its resources. */
export const spoilt = (template: Template, spoiling: Spoiling): Template => {
  const resources = template.Resources as Json;
  if ('at' in spoiling)
    return { ...template, Resources: put(resources, spoiling.at, spoiling.to) as Template['Resources'] };
  const policies: Path = [spoiling.role, 'Properties', 'Policies'];
  const change = (policy: Json): Json =>
    put(policy, ['PolicyDocument', 'Statement'], statementsAfter(policy, spoiling));
  const all = read(resources, policies) as readonly Json[];
  return { ...template, Resources: put(resources, policies, all.map(change)) as Template['Resources'] };
};

const statementsAfter = (policy: Json, spoiling: Exclude<Spoiling, { readonly at: Path }>): Json => {
  const statements = read(policy, ['PolicyDocument', 'Statement']) as readonly Json[];
  if ('statement' in spoiling) return [...statements, spoiling.statement];
  return statements.filter((statement) => read(statement, ['Sid']) !== spoiling.without);
};

const read = (value: Json | undefined, path: Path): Json | undefined =>
  path.reduce<Json | undefined>((inner, key) => (inner as Readonly<Record<string, Json>>)[key], value);

const put = (value: Json, [key = '', ...path]: Path, to: Json | undefined): Json => {
  const next = path.length === 0 ? to : put((value as Readonly<Record<string, Json>>)[key] ?? {}, path, to);
  if (Array.isArray(value)) return value.with(Number(key), next ?? null);
  const { [key]: _, ...rest } = value as Readonly<Record<string, Json>>;
  return next === undefined ? rest : { ...rest, [key]: next };
};
