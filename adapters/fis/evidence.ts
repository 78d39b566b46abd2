import type { FisClient } from '@aws-sdk/client-fis';
import type { Evidence, FaultDriver } from '../../core/ports.ts';
import type { FaultRecord } from '../../core/run.ts';
import { calling } from './calling.ts';
import { newestExperiment } from './experiment.ts';
import { lookAtTargets, type Owners } from './looks/by-type.ts';
import { rebootsSince } from './looks/database-events.ts';
import { impairedInstances } from './looks/instance-status.ts';
import { inWords } from './looks/standings.ts';
import { presenceOf } from './states.ts';

/** What looking for a fault needs. */
export type EvidenceNeeds = Owners & { readonly fis: FisClient };

/** Whether the fault is there: by the service that it hits, and by FIS only where that keeps no trace. */
export const fisEvidence = (needs: EvidenceNeeds): Pick<FaultDriver, 'evidence'> => ({
  evidence: (record) => calling(`look for ${record.name}`, () => evidence(needs, record)),
});

const evidence = async (needs: EvidenceNeeds, record: FaultRecord): Promise<Evidence> => {
  const [looks, traces] = await Promise.all([lookAtTargets(needs, record), tracesOf(needs, record)]);
  const there = looks.filter(({ arn, standing }) => standing === 'after' || traces.has(arn));
  const seen = [inWords(looks), ...there.flatMap(({ arn }) => traces.get(arn) ?? [])].join('; ');
  if (there.length > 0) return { present: there.length === looks.length ? 'yes' : 'partly', level: 2, seen };
  return record.action === 'aws:ec2:reboot-instances'
    ? saidByFis(needs, record)
    : { present: 'no', level: 2, seen };
};

/** What else shows that a target was hit, by ARN: of what is over before anybody looks, its owner may keep a note. */
const tracesOf = async (needs: EvidenceNeeds, record: FaultRecord): Promise<ReadonlyMap<string, string>> => {
  if (record.action === 'aws:ec2:reboot-instances') return impairedInstances(needs.ec2, record);
  if (record.action === 'aws:rds:reboot-db-instances') return rebootsSince(needs.rds, record);
  return new Map();
};

const saidByFis = async ({ fis }: EvidenceNeeds, { runId, ordinal }: FaultRecord): Promise<Evidence> => {
  const experiment = await newestExperiment(fis, { runId, ordinal });
  if (experiment === undefined)
    return { present: 'no', level: 1, seen: 'FIS has no experiment of this fault' };
  const { id, state, actions = {} } = experiment;
  const each = Object.entries(actions).map(([name, action]) => `${name} ${action.state?.status}`);
  const seen = `FIS says: experiment ${id} is ${state?.status}, ${each.join(', ')}`;
  return { present: presenceOf(experiment), level: 1, seen };
};
