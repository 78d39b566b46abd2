import type { FaultRecord } from '../../../core/run.ts';
import type { LabClient } from '../../client.ts';
import type { DatabaseReality, LabDbInstance } from '../../keeper/api-rds.ts';
import type { LabAction } from '../action.ts';
import { databases } from '../resources/databases.ts';

/** `aws:rds:reboot-db-instances`: cannot be undone; with forceFailover the two nodes have swapped their parts. */
export const rebootDbInstances: LabAction = {
  facts: {
    revertClass: 'irreversible',
    iamEnforced: 'yes',
    resourceType: 'aws:rds:db',
    undo: 'irreversible, nothing to undo: await that the instance is available and its standby streams',
  },
  resources: databases,
  before: ({ status = null, primaryNode = null }) => ({ status, primaryNode }),
  after: (_image, { parameters }) =>
    parameters.forceFailover === 'true'
      ? { status: 'available', primaryNode: 'the other node' }
      : { status: 'available' },
  inject: async (lab, { targets, parameters, token: clientToken }) => {
    const forceFailover = parameters.forceFailover === 'true';
    for (const { label: dbInstanceIdentifier } of targets)
      await lab.rebootDBInstance({ dbInstanceIdentifier, forceFailover, clientToken });
  },
  // The node that took the writes takes none: it is gone, or the other one does.
  evidence: async (lab, record) => {
    const looks = await lookAt(lab, record);
    const there = looks.filter(
      ({ instance, reality }) => reality.primaryNode !== record.before[instance.dbInstanceArn]?.primaryNode,
    ).length;
    const present = there === looks.length ? 'yes' : there > 0 ? 'partly' : 'no';
    return { present, level: 2, seen: inWords(looks) };
  },
  undo: async () => ({ outcome: 'nothing-to-undo' }),
  verify: async (lab, record) => {
    const looks = await lookAt(lab, record);
    const seen = inWords(looks);
    return looks.every(isWhole) ? { restored: true, seen } : { restored: false, drifted: false, seen };
  },
};

type Look = { readonly instance: LabDbInstance; readonly reality: DatabaseReality };

const lookAt = async (lab: LabClient, { targets }: FaultRecord): Promise<readonly Look[]> => {
  const { dbInstances } = await lab.describeDBInstances();
  const ours = dbInstances.filter(({ dbInstanceArn }) => targets.some(({ arn }) => arn === dbInstanceArn));
  return Promise.all(
    ours.map(async (instance) => {
      const { dbInstanceIdentifier } = instance;
      return { instance, reality: await lab.probeDBInstance({ dbInstanceIdentifier }) };
    }),
  );
};

const isWhole = ({ instance, reality }: Look): boolean =>
  instance.dbInstanceStatus === 'available' && reality.streaming && reality.endpointFollows;

const inWords = (looks: readonly Look[]): string =>
  looks
    .map(({ instance: { dbInstanceIdentifier, dbInstanceStatus }, reality }) => {
      const { primaryNode, streaming, endpointFollows } = reality;
      const takes = primaryNode === undefined ? 'no node takes writes' : `${primaryNode} takes writes`;
      const follows = endpointFollows ? 'the endpoint leads to it' : 'the endpoint leads elsewhere';
      const standby = streaming ? 'its standby streams' : 'no standby streams';
      return `${dbInstanceIdentifier} is ${dbInstanceStatus}, ${takes}, ${follows}, ${standby}`;
    })
    .join('; ');
