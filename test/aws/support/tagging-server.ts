import { type JsonServer, startJsonServer } from './json-server.ts';

/** A resource as the Resource Groups Tagging API knows it. */
export type TaggedOne = { readonly arn: string; readonly tags: Readonly<Record<string, string>> };

/** A small Resource Groups Tagging API, one resource on a page. Moto's knows only some of the services. */
export const startTaggingServer = (resources: readonly TaggedOne[]): Promise<JsonServer> =>
  startJsonServer({
    GetResources: (input) => {
      const {
        ResourceARNList,
        TagFilters = [],
        ResourceTypeFilters = [],
        PaginationToken = '',
      } = input as Ask;
      const found = resources.filter(
        ({ arn, tags }) =>
          (ResourceARNList?.includes(arn) ?? true) &&
          TagFilters.every(({ Key, Values }) => Values.includes(tags[Key] ?? '')) &&
          (ResourceTypeFilters.length === 0 || ResourceTypeFilters.some((type) => isOfType(arn, type))),
      );
      const at = Number(PaginationToken);
      return {
        ResourceTagMappingList: found.slice(at, at + 1).map(({ arn, tags }) => ({
          ResourceARN: arn,
          Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
        })),
        PaginationToken: at + 1 < found.length ? `${at + 1}` : '',
      };
    },
  });

type Ask = {
  readonly ResourceARNList?: readonly string[];
  readonly TagFilters?: readonly { readonly Key: string; readonly Values: readonly string[] }[];
  readonly ResourceTypeFilters?: readonly string[];
  readonly PaginationToken?: string;
};

// `ecs:task` of `arn:aws:ecs:eu-west-1:1:task/shop/1`; a bucket's ARN names no type.
const isOfType = (arn: string, type: string): boolean => {
  const [, , service, , , ...rest] = arn.split(':');
  if (service === 's3') return type === 's3:bucket';
  return `${service}:${rest.join(':').split(/[/:]/)[0]}` === type;
};
