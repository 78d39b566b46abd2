import type { EC2Client } from '@aws-sdk/client-ec2';
import type { FisClient } from '@aws-sdk/client-fis';
import type { FaultDriver, Residue } from '../../core/ports.ts';
import { calling } from './calling.ts';
import { experimentById } from './experiment.ts';
import { experimentsOf, templatesOf } from './listed.ts';
import { idOf } from './looks/look.ts';
import { isMadeByFis } from './looks/made-by-fis.ts';
import { networkAclsOn } from './looks/subnets.ts';
import { isActive } from './states.ts';

/** What the residue scan needs. */
export type ResidueNeeds = { readonly fis: FisClient; readonly ec2: EC2Client };

/** What is left of a run: its templates, its experiments that are not over, and FIS's network ACLs on subnets it has hit. */
export const fisResidue = (needs: ResidueNeeds): Pick<FaultDriver, 'residue'> => ({
  residue: (runId) =>
    calling(`look for what ${runId} left`, async () => {
      const [templates, experiments] = await Promise.all([
        templatesOf(needs.fis, { runId }),
        experimentsOf(needs.fis, { runId }),
      ]);
      return [
        ...templates.map(({ id }) => ({ what: `FIS experiment template ${id}`, where: 'FIS' })),
        ...experiments
          .filter(isActive)
          .map(({ id, state }) => ({ what: `FIS experiment ${id}, ${state?.status}`, where: 'FIS' })),
        ...(await networkAclsLeft(
          needs,
          experiments.map(({ id }) => id),
        )),
      ];
    }),
});

const networkAclsLeft = async (
  { fis, ec2 }: ResidueNeeds,
  experimentIds: readonly string[],
): Promise<readonly Residue[]> => {
  const hit = await Promise.all(experimentIds.map((id) => subnetsOf(fis, id)));
  const acls = await networkAclsOn(ec2, [...new Set(hit.flat())]);
  return [...acls].flatMap(([subnet, acl]) =>
    isMadeByFis(acl) ? [{ what: `network ACL ${acl.NetworkAclId}, made by FIS`, where: subnet }] : [],
  );
};

const subnetsOf = async (fis: FisClient, experimentId: string): Promise<readonly string[]> =>
  Object.values((await experimentById(fis, experimentId)).targets ?? {})
    .filter(({ resourceType }) => resourceType === 'aws:ec2:subnet')
    .flatMap(({ resourceArns = [] }) => resourceArns.map(idOf));
