import {
  type EventSourceMappingConfiguration,
  type LambdaClient,
  ListTagsCommand,
  paginateListEventSourceMappings,
} from '@aws-sdk/client-lambda';
import type { Fault } from '../../../core/experiment.ts';
import type { Resource } from '../../fis/looks/look.ts';
import { allOf } from '../attribute/each-of.ts';
import { type LookingDriver, looking } from '../attribute/looking.ts';
import { eventSource, uuidOf } from './attribute.ts';
import { readEventSource } from './read.ts';

/** Looks at event source mappings. */
export const lookingAtEventSource = (lambda: LambdaClient): LookingDriver =>
  looking(eventSource, { list: (fault) => list(lambda, fault), read: readEventSource(lambda) });

// Lambda lists them without their tags, and with none to choose by.
const list = async (
  lambda: LambdaClient,
  { targets: { arns, tags = {} } }: Fault,
): Promise<readonly Resource[]> => {
  const mappings: EventSourceMappingConfiguration[] = [];
  for await (const page of paginateListEventSourceMappings({ client: lambda }, {}))
    mappings.push(...(page.EventSourceMappings ?? []));
  const wanted = mappings.filter(({ EventSourceMappingArn: arn = '' }) => arns?.includes(arn) ?? true);
  const resources = await allOf(wanted, (mapping) => resourceOf(lambda, mapping));
  return resources.filter(({ target }) =>
    Object.entries(tags).every(([key, value]) => target.tags[key] === value),
  );
};

const resourceOf = async (
  lambda: LambdaClient,
  mapping: EventSourceMappingConfiguration,
): Promise<Resource> => {
  const { EventSourceMappingArn: arn = '', FunctionArn = '', EventSourceArn: source, State } = mapping;
  const { Tags: tags = {} } = await lambda.send(new ListTagsCommand({ Resource: arn }));
  const name = FunctionArn.split(':')[6] ?? 'a function';
  const label = `${name} from ${source?.split(/[:/]/).at(-1) ?? 'its source'} (${uuidOf({ arn })})`;
  return {
    // The function itself, whichever version or alias of it is fed.
    target: { arn, label, tags, containers: [FunctionArn.split(':').slice(0, 7).join(':')] },
    described: mapping,
    state: {},
    ended: State === 'Deleting',
  };
};
