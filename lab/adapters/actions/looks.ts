import type { Evidence } from '../../../core/ports.ts';
import type { FaultRecord } from '../../../core/run.ts';
import type { LabClient } from '../../client.ts';
import type { LabInstance } from '../../keeper/api.ts';
import { LabError } from '../../lab-error.ts';

/** The instance ids of a fault's targets, from their ARNs. */
export const idsOf = ({ targets }: Pick<FaultRecord, 'targets'>): readonly string[] =>
  targets.map(({ arn }) => arn.slice(arn.lastIndexOf('/') + 1));

/** The instances of a fault as EC2 describes them now; one that EC2 has forgotten is missing from the answer. */
export const instancesOf = async (
  lab: LabClient,
  record: Pick<FaultRecord, 'targets'>,
): Promise<readonly LabInstance[]> => {
  const ids = idsOf(record);
  // Asked for by id, EC2 fails when it has forgotten one of them, and says nothing of the others.
  return (await lab.describeInstances()).instances.filter(({ instanceId }) => ids.includes(instanceId));
};

/** What one independent look at an instance's server showed. */
export type Look = {
  readonly instanceId: string;
  readonly gone: boolean;
  readonly back: boolean;
  readonly seen: string;
};

/** Looks at the operating system, not at anybody's books. */
export const lookAt = async (lab: LabClient, instanceId: string): Promise<Look> => {
  const reality = await lab.probeInstance({ instanceId }).catch(unknownInstance);
  if (reality === undefined) return { instanceId, gone: true, back: false, seen: 'no such instance' };
  const { processAlive, portOpen } = reality;
  const seen = `process ${processAlive ? 'alive' : 'gone'}, port ${portOpen ? 'open' : 'closed'}`;
  return { instanceId, gone: !processAlive && !portOpen, back: processAlive && portOpen, seen };
};

const unknownInstance = (failure: unknown): undefined => {
  if (failure instanceof LabError && failure.code === 'InvalidInstanceID.NotFound') return undefined;
  throw failure;
};

/** Looks at every target of a fault. */
export const lookAtAll = (lab: LabClient, record: Pick<FaultRecord, 'targets'>): Promise<readonly Look[]> =>
  Promise.all(idsOf(record).map((id) => lookAt(lab, id)));

/** Looks in words, instances that look alike together: "process gone, port closed: i-1, i-2". */
export const inWords = (looks: readonly Pick<Look, 'instanceId' | 'seen'>[]): string =>
  [...Map.groupBy(looks, ({ seen }) => seen)]
    .map(([seen, alike]) => `${seen}: ${alike.map(({ instanceId }) => instanceId).join(', ')}`)
    .join('; ');

/** Evidence from one look per target. */
export const evidenceFrom = (looks: readonly Pick<Look, 'instanceId' | 'gone' | 'seen'>[]): Evidence => {
  const gone = looks.filter((look) => look.gone).length;
  const present = gone === looks.length ? 'yes' : gone > 0 ? 'partly' : 'no';
  return { present, level: 2, seen: inWords(looks) };
};
