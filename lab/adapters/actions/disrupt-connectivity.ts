import type { FaultRecord } from '../../../core/run.ts';
import type { LabClient } from '../../client.ts';
import type { LinkMeasurement, Subnet } from '../../keeper/api-network.ts';
import { LabError } from '../../lab-error.ts';
import type { LabAction } from '../action.ts';
import { subnets } from '../resources/subnets.ts';

/** `aws:network:disrupt-connectivity`: nothing crosses the subnets' edge until the network ACL is put back. */
export const disruptConnectivity: LabAction = {
  facts: {
    revertClass: 'self-reverting',
    iamEnforced: 'yes',
    resourceType: 'aws:ec2:subnet',
    undo: "put the subnets' own network ACL back",
  },
  resources: subnets,
  before: ({ networkAclId = null }) => ({ networkAclId }),
  // FIS makes the clone, so its id is not known before.
  after: () => ({ networkAclId: 'a denying clone, made by FIS' }),
  inject: async (lab, record) => {
    const { scope = 'all' } = record.parameters;
    if (record.durationMs === 0)
      throw new LabError('ValidationException', 'the fault needs a `duration`', false);
    await lab.disruptConnectivity({
      subnetIds: idsOf(record),
      scope,
      durationMs: record.durationMs,
      clientToken: record.token,
    });
  },
  evidence: async (lab, record) => {
    const links = await crossing(lab, record);
    const silent = links.filter(({ answered }) => !answered).length;
    const present = silent === 0 ? 'no' : silent === links.length ? 'yes' : 'partly';
    return { present, level: 2, seen: inWords(links) };
  },
  undo: async (lab, record) => {
    const { restored } = await lab.restoreConnectivity({ clientToken: record.token });
    const drifted = await driftOf(lab, record);
    if (drifted) return { outcome: 'drifted', seen: drifted };
    return { outcome: restored ? 'accepted' : 'nothing-to-undo' };
  },
  // Something is sent over every link: neither FIS nor the network ACLs are taken at their word.
  verify: async (lab, record) => {
    const drifted = await driftOf(lab, record);
    if (drifted) return { restored: false, drifted: true, seen: drifted };
    const links = await crossing(lab, record);
    const own = (await targetsOf(lab, record)).every(
      ({ arn, networkAclId }) => networkAclId === record.before[arn]?.networkAclId,
    );
    const restored = own && links.every(({ answered }) => answered);
    const seen = inWords(links);
    return restored ? { restored, seen } : { restored: false, drifted: false, seen };
  },
  residue: async (lab, runId) =>
    (await lab.describeNetworkAcls({ tokenPrefix: `${runId}/` })).networkAcls.map(
      ({ networkAclId, subnetIds }) => ({ what: `network ACL ${networkAclId}`, where: subnetIds.join(', ') }),
    ),
};

const idsOf = ({ targets }: FaultRecord): readonly string[] =>
  targets.map(({ arn }) => arn.slice(arn.lastIndexOf('/') + 1));

const targetsOf = async (lab: LabClient, { targets }: FaultRecord): Promise<readonly Subnet[]> =>
  (await lab.describeSubnets()).subnets.filter(({ arn }) => targets.some((target) => target.arn === arn));

const crossing = async (lab: LabClient, record: FaultRecord): Promise<readonly LinkMeasurement[]> => {
  const looks = await Promise.all(idsOf(record).map((subnetId) => lab.probeSubnet({ subnetId })));
  return looks.flatMap(({ links }) => links);
};

const inWords = (links: readonly LinkMeasurement[]): string => {
  const answered = links.filter((link) => link.answered).length;
  return `${answered} of ${links.length} links across the edge answer`;
};

// A clone that is not ours, on a subnet of ours, is somebody else's doing.
const driftOf = async (lab: LabClient, record: FaultRecord): Promise<string | undefined> => {
  const { networkAcls } = await lab.describeNetworkAcls({ tokenPrefix: record.token });
  const ours = networkAcls.map(({ networkAclId }) => networkAclId);
  const other = (await targetsOf(lab, record)).find(
    ({ arn, networkAclId }) =>
      networkAclId !== record.before[arn]?.networkAclId && !ours.includes(networkAclId),
  );
  return other && `${other.subnetId} has the network ACL ${other.networkAclId}`;
};
