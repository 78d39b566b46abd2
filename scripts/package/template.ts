/** A value in a CloudFormation template. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A resource of a template. */
export type Resource = {
  readonly Type: string;
  readonly Properties?: Json;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
};

/** A CloudFormation template, as packaged. */
export type Template = {
  readonly Parameters?: Readonly<Record<string, Json>>;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, Json>>;
};

/** What is wrong with a template, a sentence for each; none: all is well. */
export type Rule = (template: Template) => readonly string[];

/** What stands at a path; undefined where it leads nowhere. */
export const at = (
  value: Json | Resource | Template['Parameters'],
  ...path: readonly (string | number)[]
): Json | undefined =>
  path.reduce<Json | undefined>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null
        ? (inner as Readonly<Record<string, Json>>)[key]
        : undefined,
    value as Json | undefined,
  );

/** One thing or several, as a list. */
export const listOf = (value: Json | undefined): readonly Json[] => {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as Json];
};

/** The resources of a type, with their logical ids. */
export const ofType = (template: Template, type: string): readonly (readonly [string, Resource])[] =>
  Object.entries(template.Resources).filter(([, { Type }]) => Type === type);

/** The logical ids that a value refers to. */
export const referredIn = (value: Json | Resource | undefined): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, Json]) => {
    if (key === 'Ref' && typeof inner === 'string') return [inner];
    if (key === 'Fn::GetAtt') return [String(Array.isArray(inner) ? inner[0] : String(inner).split('.')[0])];
    if (key === 'Fn::Sub')
      return [...String(listOf(inner)[0]).matchAll(/\$\{(\w+)/g)].flatMap(([, id]) => id ?? []);
    return referredIn(inner);
  });
};

/** Everything that a resource waits for when it is made, and that waits for it when the stack is removed. */
export const neededBy = (template: Template, id: string, known = new Set<string>()): ReadonlySet<string> => {
  const resource = template.Resources[id];
  if (resource === undefined) return known;
  const direct = [
    ...listOf(resource.DependsOn as Json | undefined).map(String),
    ...referredIn(resource.Properties),
  ];
  for (const next of direct) {
    if (!(next in template.Resources) || known.has(next)) continue;
    known.add(next);
    neededBy(template, next, known);
  }
  return known;
};
