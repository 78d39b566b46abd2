import type { FaultRecord } from '../../../core/run.ts';
import type { LabClient } from '../../client.ts';
import { LabError } from '../../lab-error.ts';
import type { LabAction } from '../action.ts';
import { databases } from '../resources/databases.ts';

/** `rds/exhaust-connections`: somebody takes every connection the database has left. */
export const exhaustConnections: LabAction = {
  facts: {
    revertClass: 'ours',
    iamEnforced: 'no',
    resourceType: 'aws:rds:db',
    undo: 'give the connections back',
  },
  resources: databases,
  before: () => ({ takesConnections: true }),
  after: () => ({ takesConnections: false }),
  inject: async (lab, { targets, durationMs, token: clientToken }) => {
    if (durationMs === 0) throw new LabError('ValidationException', 'the fault needs a `duration`', false);
    for (const { label: dbInstanceIdentifier } of targets)
      await lab.exhaustConnections({ dbInstanceIdentifier, durationMs, clientToken });
  },
  evidence: async (lab, record) => {
    const open = await openOf(lab, record);
    const present = open.length === 0 ? 'yes' : open.length < record.targets.length ? 'partly' : 'no';
    return { present, level: 2, seen: inWords(record, open) };
  },
  undo: async (lab, { token: clientToken }) => {
    const { released } = await lab.releaseConnections({ clientToken });
    return { outcome: released ? 'accepted' : 'nothing-to-undo' };
  },
  verify: async (lab, record) => {
    const open = await openOf(lab, record);
    const seen = inWords(record, open);
    return open.length === record.targets.length
      ? { restored: true, seen }
      : { restored: false, drifted: false, seen };
  },
  residue: async (lab, runId) =>
    (await lab.listExhaustions({ tokenPrefix: `${runId}/` })).exhaustions.map(({ clientToken, held }) => ({
      what: `${held} connections`,
      where: clientToken,
    })),
};

/** Those that let a client in which logs in now. */
const openOf = async (lab: LabClient, { targets }: FaultRecord): Promise<readonly string[]> => {
  const looks = await Promise.all(
    targets.map(async ({ label }) => ({
      label,
      ...(await lab.probeDBInstance({ dbInstanceIdentifier: label })),
    })),
  );
  return looks.filter(({ takesConnections }) => takesConnections).map(({ label }) => label);
};

const inWords = ({ targets }: FaultRecord, open: readonly string[]): string =>
  targets
    .map(({ label }) => `${label} ${open.includes(label) ? 'lets a client in' : 'has no connection left'}`)
    .join('; ');
