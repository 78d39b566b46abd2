import type { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import type { FaultDriver, Verification } from '../../core/ports.ts';
import type { FaultRecord } from '../../core/run.ts';
import { knownAction } from './actions.ts';
import { calling } from './calling.ts';
import { endOf } from './ends.ts';
import { lookAtTargets, type Owners } from './looks/by-type.ts';
import { inWords } from './looks/standings.ts';
import type { OverNeeds } from './over.ts';
import { recoveryOf } from './recovery.ts';

/** What verifying needs; FIS is asked only of what its targets do not show. */
export type VerifyNeeds = Owners & OverNeeds & { readonly autoScaling: AutoScalingClient };

/** Reads the targets at the services that own them; what cannot be undone, by what is expected to have made good for it. */
export const fisVerify = (needs: VerifyNeeds): Pick<FaultDriver, 'verify'> => ({
  verify: (record) => calling(`verify ${record.name}`, () => verify(needs, record)),
});

const verify = async (needs: VerifyNeeds, record: FaultRecord): Promise<Verification> => {
  if (knownAction(record).sight === undefined) return endOf(needs, record);
  if (record.revertClass === 'irreversible') return recoveryOf(needs, record);
  const looks = await lookAtTargets(needs, record);
  const seen = inWords(looks);
  if (looks.every(({ standing }) => standing === 'before')) return { restored: true, seen };
  const gone = looks.some(({ standing }) => standing === 'gone');
  const drifted = gone || looks.some(({ standing }) => standing === 'drifted');
  return { restored: false, drifted, ...(gone && { gone }), seen };
};
