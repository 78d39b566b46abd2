import type { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import type { FaultDriver, Verification } from '../../core/ports.ts';
import type { FaultRecord } from '../../core/run.ts';
import { calling } from '../aws/calling.ts';
import { lookAtTargets, type Owners } from './looks/by-type.ts';
import { inWords } from './looks/standings.ts';
import { recoveryOf } from './recovery.ts';

/** What verifying needs; FIS is not asked. */
export type VerifyNeeds = Owners & { readonly autoScaling: AutoScalingClient };

/** Reads the targets at the services that own them; what cannot be undone, by what is expected to have made good for it. */
export const fisVerify = (needs: VerifyNeeds): Pick<FaultDriver, 'verify'> => ({
  verify: (record) =>
    calling(`verify ${record.name}`, () =>
      record.revertClass === 'irreversible' ? recoveryOf(needs, record) : verify(needs, record),
    ),
});

const verify = async (needs: VerifyNeeds, record: FaultRecord): Promise<Verification> => {
  const looks = await lookAtTargets(needs, record);
  const seen = inWords(looks);
  if (looks.every(({ standing }) => standing === 'before')) return { restored: true, seen };
  const gone = looks.some(({ standing }) => standing === 'gone');
  const drifted = gone || looks.some(({ standing }) => standing === 'drifted');
  return { restored: false, drifted, ...(gone && { gone }), seen };
};
