import type { Image, ResolvedTarget } from '../../../core/run.ts';

/** One resource, as its own service describes it now. */
export type Resource = {
  readonly target: ResolvedTarget;
  /** The service's own description: FIS's filters are paths into it. */
  readonly described: object;
  /** Everything of it that an image may be made of. */
  readonly state: Image;
  /** It has ended and only lingers in the lists. */
  readonly ended?: boolean;
};

/** Which resources: by ARN, or by tags that must all be there. */
export type Wanted = {
  readonly arns?: readonly string[] | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
};

/** Reads every resource of one type that is wanted, by the service's own lists, to their end. */
export type Look = (wanted: Wanted) => Promise<readonly Resource[]>;

/** Whether a resource is one of those wanted, by ARN and tags. */
export const isWanted =
  ({ arns, tags = {} }: Wanted) =>
  ({ target }: Resource): boolean =>
    (arns?.includes(target.arn) ?? true) &&
    Object.entries(tags).every(([key, value]) => target.tags[key] === value);

/** The last part of an ARN: `i-0abc` of an instance, `orders` of a database. */
export const idOf = (arn: string): string =>
  arn.slice(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);

/** The tags of the many services that give them as a list. */
export const tagsOf = (
  list: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] = [],
): Readonly<Record<string, string>> =>
  Object.fromEntries(list.flatMap(({ Key, Value = '' }) => (Key === undefined ? [] : [[Key, Value]])));

/** An ARN of another resource in the account and Region of one: `vpc/vpc-1` beside a subnet's. */
export const neighbour = (arn: string, service: string, resource: string): string => {
  const [prefix, partition, , region, account] = arn.split(':');
  return [prefix, partition, service, region, account, resource].join(':');
};

/** What FIS's filter path leads to in a description: paths go through lists, and ask for any of their elements. */
export const valuesAt = (described: object, path: string): readonly string[] =>
  path
    .split('.')
    .reduce<readonly unknown[]>((places, name) => places.flatMap((place) => step(place, name)), [described])
    .map(String);

const step = (place: unknown, name: string): readonly unknown[] => {
  if (typeof place !== 'object' || place === null) return [];
  const value: unknown = Object.entries(place).find(([key]) => key === name)?.[1];
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
};
