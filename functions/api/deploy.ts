import { definitionOf } from '../../core/deploy/definition.ts';
import { deploy as deployOver } from '../../core/deploy/deploy.ts';
import type { GameDay } from '../../core/experiment.ts';
import type { Definition } from '../../core/fronts.ts';
import type { ExperimentRef } from '../../core/run.ts';
import { mustMatch } from './etag.ts';
import type { ApiHost, Principal } from './host.ts';
import { RequestProblem } from './problems.ts';
import type { WrittenDocument } from './read-document.ts';

/** What came of it. */
export type Deployed = { readonly definition: Definition; readonly isNew: boolean };

/** Deploys a document, and its schedule with it, over the version that its author has seen. */
export const deploy = async (
  host: ApiHost,
  principal: Principal,
  { document, written }: WrittenDocument,
  ifMatch: string | undefined,
): Promise<Deployed> => {
  const { ports, fronts } = host;
  const { kind, name } = document;
  const inForce = await fronts.definitions.get({ kind, name });
  mustMatch(ifMatch, inForce?.version);
  const experiments = document.kind === 'GameDay' ? await refs(host, document) : [];
  const about = { updatedAtMs: ports.clock.now(), updatedBy: principal.name, written };
  const definition = definitionOf(document, experiments, about);
  // The version first: what is deployed can be run.
  if (definition.kind === 'Experiment') await ports.experiments.put(definition.document);
  if (!(await deployOver(fronts, definition, inForce?.version)))
    throw new RequestProblem('version-mismatch', 'Somebody else has changed it at this moment');
  return { definition, isNew: inForce === undefined };
};

const refs = (host: ApiHost, { steps }: GameDay): Promise<readonly ExperimentRef[]> =>
  Promise.all(steps.map(({ experiment }, n) => ref(host, experiment, n)));

// A step names a file; what is deployed goes by the name of the document, which is that of its file.
const ref = async ({ fronts }: ApiHost, file: string, step: number): Promise<ExperimentRef> => {
  const name = file.replace(/^.*\//, '').replace(/\.(ya?ml|json)$/, '');
  const definition = await fronts.definitions.get({ kind: 'Experiment', name });
  if (definition) return { name, version: definition.version };
  const detail = `the experiment ${name} is not deployed`;
  throw new RequestProblem('invalid-document', detail, {
    errors: [{ pointer: `/steps/${step}/experiment`, detail, fix: 'deploy it first' }],
  });
};
