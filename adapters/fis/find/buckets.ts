import { WrongAsAsked } from '../../../core/errors.ts';
import type { Finder } from './find.ts';
import { sharedTags } from './shared-tags.ts';
import { taggedOf } from './tagged.ts';

const kind = { type: 's3:bucket', arn: /:s3:::([^/]+)$/ };

/** Buckets. FIS takes them by tags only, so that those a plan names must be all that carry the tags they share. */
export const buckets: Finder = {
  find: async (needs, fault) => {
    const { select, arns } = fault.targets;
    if (select.mode !== 'ALL')
      throw new WrongAsAsked(
        'FIS takes buckets by their tags only: `select` has to be ALL of those that carry them',
      );
    const found = await taggedOf(needs, kind, fault);
    if (found.length === 0) return found;
    const tags = sharedTags(found.map(({ target }) => target));
    const { arns: _, ...targets } = fault.targets;
    const meant = new Set(arns ?? found.map(({ target }) => target.arn));
    const others = (await taggedOf(needs, kind, { ...fault, targets: { ...targets, tags } })).filter(
      ({ target }) => !meant.has(target.arn),
    );
    if (others.length > 0)
      throw new WrongAsAsked(
        `FIS takes buckets by their tags only, and ${others.map(({ target }) => target.label).join(', ')} carries the same ones`,
      );
    return found;
  },
  undescribed: true,
};
