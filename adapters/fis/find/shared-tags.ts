import type { ResolvedTarget } from '../../../core/run.ts';

/** The tags that all of some targets have, but for AWS's own, which nobody may ask FIS for. */
export const sharedTags = ([first, ...others]: readonly Pick<ResolvedTarget, 'tags'>[]): Readonly<
  Record<string, string>
> =>
  Object.fromEntries(
    Object.entries(first?.tags ?? {}).filter(
      ([key, value]) => !key.startsWith('aws:') && others.every(({ tags }) => tags[key] === value),
    ),
  );
