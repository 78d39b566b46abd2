import {
  paginateGetResources,
  type ResourceGroupsTaggingAPIClient,
  type ResourceTagMapping,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { WrongAsAsked } from '../../core/errors.ts';
import type { Fault } from '../../core/experiment.ts';
import { type Resource, tagsOf } from '../fis/looks/look.ts';
import { chunksOf } from './chunks-of.ts';

/** A kind of resource, as the Resource Groups Tagging API names it, and its ARNs with the name within them. */
export type TaggedKind = { readonly type: string; readonly arn: RegExp };

/**
 * Resources by ARN or tags, with their tags, from the Resource Groups Tagging API: for services that list neither by tag
 * nor with tags. It may lag some seconds behind a change of tags; IAM, where it knows the tag, does not.
 */
export const taggedResources =
  (tagging: ResourceGroupsTaggingAPIClient, kind: TaggedKind) =>
  async ({ targets: { arns, tags = {} } }: Fault): Promise<readonly Resource[]> => {
    const wrong = arns?.find((arn) => !kind.arn.test(arn));
    if (wrong !== undefined) throw new WrongAsAsked(`${wrong} is not the ARN of a ${kind.type}`);
    // It takes ARNs or conditions, never both, and of ARNs a hundred.
    const requests = arns
      ? chunksOf(arns, 100).map((chunk) => ({ ResourceARNList: [...chunk] }))
      : [{ ResourceTypeFilters: [kind.type], TagFilters: filtersOf(tags) }];
    const found: ResourceTagMapping[] = [];
    for (const request of requests)
      for await (const page of paginateGetResources({ client: tagging }, request))
        found.push(...(page.ResourceTagMappingList ?? []));
    // What was never tagged is not in its answers: it has no consent, and the plan shall say so.
    const untagged = (arns ?? []).filter((arn) => !found.some(({ ResourceARN }) => ResourceARN === arn));
    return [...found, ...untagged.map((ResourceARN) => ({ ResourceARN, Tags: [] }))].flatMap(
      ({ ResourceARN: arn = '', Tags }) => {
        const label = kind.arn.exec(arn)?.[1];
        if (label === undefined) return [];
        return { target: { arn, label, tags: tagsOf(Tags), containers: [] }, described: {}, state: {} };
      },
    );
  };

const filtersOf = (tags: Readonly<Record<string, string>>) =>
  Object.entries(tags).map(([Key, value]) => ({ Key, Values: [value] }));
