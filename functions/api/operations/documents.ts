import * as z from 'zod';
import { followSchedule, withdraw } from '../../../core/deploy/deploy.ts';
import type { Definition, DefinitionKind } from '../../../core/fronts.ts';
import { deploy } from '../deploy.ts';
import { etagOf, etagsPattern, hasAlready, mustMatch } from '../etag.ts';
import { type Answer, type Operation, operation, type RequestHeader } from '../operation.ts';
import { RequestProblem } from '../problems.ts';
import { readDocument } from '../read-document.ts';
import { DefinitionList, DefinitionResource, definitionResource } from '../resources/definition.ts';
import { documentName } from '../resources/texts.ts';

const one = z.strictObject({ name: documentName });

const etags = (name: string, description: string): RequestHeader => ({
  name,
  schema: z
    .string()
    .regex(etagsPattern, 'it is no entity tag in double quotes, as ETag has it')
    .meta({ description, examples: ['"0123456789ab"'] }),
});

const ifMatch = etags('If-Match', 'The ETag of the version that is meant; `*` for whichever there is.');
const ifNoneMatch = etags('If-None-Match', 'The ETag of the version that is known already.');

const entity = { ETag: 'The version.' };

type Words = { readonly id: string; readonly path: `/v1/${string}`; readonly plural: string };

const words: Readonly<Record<DefinitionKind, Words>> = {
  Experiment: { id: 'Experiment', path: '/v1/experiments', plural: 'experiments' },
  GameDay: { id: 'GameDay', path: '/v1/gamedays', plural: 'game days' },
};

const operationsOf = (kind: DefinitionKind): readonly Operation[] => {
  const { id, path, plural } = words[kind];
  const about = { tag: 'documents' as const, path: `${path}/{name}` as const, pathSchema: one };
  return [
    operation({
      id: `list${id}s`,
      method: 'get',
      path,
      tag: 'documents',
      summary: `The ${plural} that are deployed, by name`,
      deed: 'read',
      answers: { 200: { description: 'All of them.', schema: DefinitionList } },
      problems: [],
      handle: async ({ host }) => ({
        status: 200,
        body: { items: (await host.fronts.definitions.list(kind)).map(definitionResource) },
      }),
    }),
    operation({
      ...about,
      id: `get${id}`,
      method: 'get',
      summary: 'One of them',
      deed: 'read',
      headers: [ifNoneMatch],
      answers: {
        200: { description: 'It.', schema: DefinitionResource, headers: entity },
        304: { description: 'It is the version that is known already.', headers: entity },
      },
      problems: ['not-found'],
      handle: async ({ host, path: { name }, header }) => {
        const definition = mustBeDeployed(await host.fronts.definitions.get({ kind, name }), name);
        const headers = { ETag: etagOf(definition.version) };
        if (hasAlready(header('if-none-match'), definition.version)) return { status: 304, headers };
        return { status: 200, headers, body: definitionResource(definition) };
      },
    }),
    operation({
      ...about,
      id: `put${id}`,
      method: 'put',
      summary: 'Deploy it and its schedule: a new one, or over the version that If-Match names',
      deed: 'change-documents',
      headers: [ifMatch],
      body: { types: ['application/json', 'application/yaml'], document: kind },
      answers: {
        200: { description: 'Replaced.', schema: DefinitionResource, headers: entity },
        201: {
          description: 'New.',
          schema: DefinitionResource,
          headers: { ...entity, Location: 'The document.' },
        },
      },
      problems: [
        'version-mismatch',
        'precondition-required',
        'invalid-document',
        'too-large',
        'unsupported-media-type',
      ],
      handle: async ({ host, principal, path: { name }, text, type, header }): Promise<Answer> => {
        const read = await readDocument(text, type, { kind, name });
        const { definition, isNew } = await deploy(host, principal, read, header('if-match'));
        const headers = {
          ETag: etagOf(definition.version),
          ...(isNew && { Location: `${path}/${name}` }),
        };
        return { status: isNew ? 201 : 200, headers, body: definitionResource(definition) };
      },
    }),
    operation({
      ...about,
      id: `delete${id}`,
      method: 'delete',
      summary: 'Take it and its schedule back; runs that are under way go on',
      deed: 'change-documents',
      headers: [{ ...ifMatch, required: 'precondition-required' }],
      answers: { 204: { description: 'It is deployed no more.' } },
      problems: ['not-found', 'version-mismatch', 'precondition-required'],
      handle: async ({ host, path: { name }, header }) => {
        const ref = { kind, name };
        const inForce = await host.fronts.definitions.get(ref);
        // Whoever took it back may have died before its schedule was gone.
        if (inForce === undefined) await followSchedule(host.fronts, ref);
        const { version } = mustBeDeployed(inForce, name);
        mustMatch(header('if-match'), version);
        if (!(await withdraw(host.fronts, ref, version)))
          throw new RequestProblem('version-mismatch', 'Somebody else has changed it at this moment');
        return { status: 204 };
      },
    }),
  ];
};

const mustBeDeployed = (definition: Definition | undefined, name: string): Definition => {
  if (definition === undefined) throw new RequestProblem('not-found', `${name} is not deployed`);
  return definition;
};

/** Everything about deployed documents. */
export const documentOperations = [...operationsOf('Experiment'), ...operationsOf('GameDay')];
