import * as z from 'zod';
import { scopesOf } from '../../../core/guards.ts';
import { pullLever } from '../../../core/protocol/pull-lever.ts';
import type { ApiHost } from '../host.ts';
import { operation } from '../operation.ts';
import { LeverList, LeverResource, leverResource, PulledLever } from '../resources/lever.ts';
import { leverScope, reason } from '../resources/texts.ts';

const one = z.strictObject({ scope: leverScope });

const listLevers = operation({
  id: 'listLevers',
  method: 'get',
  path: '/v1/levers',
  tag: 'levers',
  summary: 'The levers that are engaged: the global one, and those of what is deployed or has run lately',
  deed: 'read',
  answers: { 200: { description: 'All of them.', schema: LeverList } },
  problems: [],
  handle: async ({ host }) => {
    const engaged = await host.ports.levers.engaged(await knownScopes(host));
    return { status: 200, body: { items: engaged.map((lever) => leverResource(lever.scope, lever)) } };
  },
});

const lately = 100;

const knownScopes = async ({ ports, fronts }: ApiHost): Promise<readonly string[]> => {
  const deployed = (await fronts.definitions.list('Experiment')).flatMap((one) =>
    one.kind === 'Experiment' ? scopesOf(one.document) : [],
  );
  const runs = await ports.runs.list(lately);
  const refs = [...new Map(runs.map(({ experiment }) => [experiment.name, experiment])).values()];
  const documents = await Promise.all(refs.map((ref) => ports.experiments.get(ref)));
  const ran = documents.flatMap((stored) => (stored ? scopesOf(stored.document) : []));
  return [...new Set(['global', ...deployed, ...ran])];
};

const getLever = operation({
  id: 'getLever',
  method: 'get',
  path: '/v1/levers/{scope}',
  tag: 'levers',
  summary: 'Whether a lever is engaged, who pulled it and why',
  deed: 'read',
  pathSchema: one,
  answers: { 200: { description: 'It.', schema: LeverResource } },
  problems: [],
  handle: async ({ host, path: { scope } }) => {
    const [engaged] = await host.ports.levers.engaged([scope]);
    return { status: 200, body: leverResource(scope, engaged) };
  },
});

const pull = operation({
  id: 'pullLever',
  method: 'put',
  path: '/v1/levers/{scope}',
  tag: 'levers',
  summary: 'Pull it: nothing of its scope starts any more, and what runs of it is stopped',
  deed: 'pull-lever',
  pathSchema: one,
  body: { types: ['application/json'], schema: z.strictObject({ reason }) },
  answers: { 200: { description: 'Engaged.', schema: PulledLever } },
  problems: ['invalid', 'too-large', 'unsupported-media-type'],
  handle: async ({ host: { ports }, principal, path: { scope }, body }) => {
    const lever = { scope, by: principal.name, reason: body.reason, atMs: ports.clock.now() };
    const stopping = await pullLever(ports, lever);
    return { status: 200, body: { ...leverResource(scope, lever), stopping: [...stopping] } };
  },
});

const release = operation({
  id: 'releaseLever',
  method: 'delete',
  path: '/v1/levers/{scope}',
  tag: 'levers',
  summary: 'Release it: what it has kept from starting may start again',
  deed: 'release-lever',
  pathSchema: one,
  answers: { 204: { description: 'It is not engaged any more.' } },
  problems: [],
  handle: async ({ host: { ports, log }, principal, path: { scope } }) => {
    await ports.levers.release(scope);
    // A released lever leaves no record behind but this.
    log({ event: 'lever-released', scope, by: principal.name });
    return { status: 204 };
  },
});

/** Everything about levers. */
export const leverOperations = [listLevers, getLever, pull, release] as const;
