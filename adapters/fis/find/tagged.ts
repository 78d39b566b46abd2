import type { Fault } from '../../../core/experiment.ts';
import { type TaggedKind, taggedResources } from '../../drivers/tagged-resources.ts';
import { clientOf } from '../clients.ts';
import type { Resource } from '../looks/look.ts';
import type { Finder, FindNeeds } from './find.ts';

/** Resources of a kind by ARN or tags, with their tags and nothing else. */
export const taggedOf = async (
  needs: FindNeeds,
  kind: TaggedKind,
  fault: Fault,
): Promise<readonly Resource[]> => taggedResources(await clientOf(needs, 'tagging'), kind)(fault);

/** How resources are found whose own service is not asked. */
export const tagged = (type: string, arn: RegExp): Finder => ({
  find: (needs, fault) => taggedOf(needs, { type, arn }, fault),
  undescribed: true,
});
