import { FisClient } from '@aws-sdk/client-fis';
import type { ClientSettings } from '../../adapters/aws/settings.ts';
import { activeExperiments } from '../../adapters/fis/active.ts';
import { exceeded } from '../../adapters/fis/quotas.ts';
import type { Plan, Refusal } from '../../core/run.ts';

/** What a plan would exceed of FIS's quotas now. A quota that cannot be looked at counts as a no. */
export const quotaRefusals = async (settings: ClientSettings, plan: Plan): Promise<readonly Refusal[]> => {
  if (!plan.faults.some(({ driver }) => driver === 'fis')) return [];
  const refuse = (reason: string): Refusal => ({ guard: 'quota', reason });
  try {
    return exceeded(plan.faults, await activeExperiments(new FisClient(settings))).map(refuse);
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : String(failure);
    return [refuse(`it cannot be read, so it counts as a no: ${why}`)];
  }
};
