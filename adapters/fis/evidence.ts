import type { FisClient } from '@aws-sdk/client-fis';
import type { Evidence, FaultDriver } from '../../core/ports.ts';
import type { FaultRecord } from '../../core/run.ts';
import { knownAction, targetsToHit } from './actions.ts';
import { calling } from './calling.ts';
import { newestExperiment } from './experiment.ts';
import { lookAtTargets, type Owners } from './looks/by-type.ts';
import { inWords } from './looks/standings.ts';
import { isAlwaysTraced, type Traces, tracesOf } from './looks/traces.ts';
import { presenceOf } from './states.ts';
import { saidOf } from './words.ts';

/** What looking for a fault needs. */
export type EvidenceNeeds = Owners & { readonly fis: FisClient };

/** Whether the fault is there: by the service that it hits, and by FIS only where that keeps no trace. */
export const fisEvidence = (needs: EvidenceNeeds): Pick<FaultDriver, 'evidence'> => ({
  evidence: (record) => calling(`look for ${record.name}`, () => evidence(needs, record)),
});

const evidence = async (needs: EvidenceNeeds, record: FaultRecord): Promise<Evidence> => {
  const [looks, traces] = await Promise.all([lookAtTargets(needs, record), tracesOf(needs, record)]);
  const after = looks.filter(({ standing }) => standing === 'after').map(({ arn }) => arn);
  const there = new Set([...after, ...traces.keys()]).size;
  const seen = [inWords(looks), ...traces.values()].filter((words) => words !== '').join('; ');
  if (there > 0 && there === targetsToHit(record).length) return { present: 'yes', level: 2, seen };
  // That one target shows no trace says nothing of it, where a trace comes late or not at all.
  if (isOnlyKnownToFis(record)) return saidByFis(needs, record, traces);
  if (there > 0) return { present: 'partly', level: 2, seen };
  return { present: 'no', level: 2, seen: seen || 'there is no trace of it on any target' };
};

// A reboot leaves the state as it was, and may be over before anybody looks.
const isOnlyKnownToFis = (record: FaultRecord): boolean =>
  record.action === 'aws:ec2:reboot-instances' ||
  (knownAction(record).sight === undefined && !isAlwaysTraced(record));

const saidByFis = async (
  { fis }: EvidenceNeeds,
  { runId, ordinal }: FaultRecord,
  traces: Traces,
): Promise<Evidence> => {
  const experiment = await newestExperiment(fis, { runId, ordinal });
  if (experiment === undefined)
    return { present: 'no', level: 1, seen: 'FIS has no experiment of this fault' };
  const seen = [`FIS says: ${saidOf(experiment)}`, ...traces.values()].join('; ');
  return { present: presenceOf(experiment), level: 1, seen };
};
