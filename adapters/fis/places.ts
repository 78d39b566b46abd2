import type { FisClient } from '@aws-sdk/client-fis';
import type { Places } from '../../core/ports.ts';
import { calling } from './calling.ts';
import { allExperiments } from './listed.ts';
import { activeExperimentsAllowed, atOnce, exceeded } from './quotas.ts';
import { isActive } from './states.ts';
import { runTag, stageTag, type Tagged } from './tags.ts';

/** FIS's quotas, as far as a plan alone can exceed them. Nobody is asked. */
export const fisLimits: Pick<Places, 'exceeded'> = {
  exceeded: async (faults) => exceeded(faults, 0),
};

/** The places at FIS: what this deployment's own runs have taken, their leases say; what others have, FIS does. */
export const fisPlaces = (fis: FisClient, stage: string): Pick<Places, 'demands'> => ({
  demands: async (planned) => {
    const faults = planned.filter(({ driver }) => driver === 'fis');
    if (faults.length === 0) return [];
    const isOurs = ({ tags = {} }: Tagged) => tags[runTag] !== undefined && tags[stageTag] === stage;
    const active = await calling('count the active FIS experiments', async () =>
      (await allExperiments(fis)).filter(isActive),
    );
    const others = active.filter((one) => !isOurs(one)).length;
    return [{ pool: 'AWS FIS', needed: atOnce(faults), free: activeExperimentsAllowed - others }];
  },
});
