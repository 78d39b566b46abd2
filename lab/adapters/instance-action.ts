import type { ActionFacts, Evidence, UndoOutcome, Verification } from '../../core/ports.ts';
import type { FaultRecord, Image } from '../../core/run.ts';
import type { LabClient } from '../client.ts';
import type { LabInstance } from '../keeper/api.ts';

/** What one action does to instances, and how one sees it. Every function is about all targets of the fault. */
export type InstanceAction = {
  readonly facts: ActionFacts;
  before(instance: LabInstance): Image;
  after(instance: LabInstance): Image;
  inject(lab: LabClient, record: FaultRecord): Promise<unknown>;
  evidence(lab: LabClient, record: FaultRecord): Promise<Evidence>;
  undo(lab: LabClient, record: FaultRecord): Promise<UndoOutcome>;
  verify(lab: LabClient, record: FaultRecord): Promise<Verification>;
};

/** The instance ids of a fault's targets, from their ARNs. */
export const idsOf = ({ targets }: Pick<FaultRecord, 'targets'>): readonly string[] =>
  targets.map(({ arn }) => arn.slice(arn.lastIndexOf('/') + 1));

/** The instances of a fault as EC2 describes them now; one that EC2 has forgotten is missing from the answer. */
export const instancesOf = async (lab: LabClient, record: FaultRecord): Promise<readonly LabInstance[]> =>
  (await lab.describeInstances({ ids: idsOf(record) })).instances;

/** Evidence from one look per target. */
export const evidenceFrom = (
  looks: readonly { readonly gone: boolean; readonly seen: string }[],
): Evidence => {
  const gone = looks.filter((look) => look.gone).length;
  const present = gone === looks.length ? 'yes' : gone > 0 ? 'partly' : 'no';
  return { present, level: 2, seen: looks.map(({ seen }) => seen).join('; ') };
};
