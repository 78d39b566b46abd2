import type { Experiment, FisClient } from '@aws-sdk/client-fis';
import { InjectionRefused, WrongAsAsked } from '../../core/errors.ts';
import type { Clock } from '../../core/ports.ts';
import type { FaultRecord } from '../../core/run.ts';
import { experimentById } from './experiment.ts';
import { resolvedTargets } from './resolved-targets.ts';
import { meaningOf, outcomeOf } from './states.ts';
import { deleteTemplate, stopExperiment } from './stop.ts';
import { unplanned } from './unplanned.ts';

type WatchNeeds = { readonly fis: FisClient; readonly clock: Clock };

// The caller has 60 s for all the faults that are due; what takes longer is proven by whoever looks next.
const budgetMs = 20_000;
const everyMs = 1_000;

/**
 * Follows an experiment until its actions run, it has ended, or the budget is spent. FIS chooses its targets anew when it
 * starts, so what it has chosen is compared with the plan; anything else is stopped at once (S11).
 */
export const watchStart = async (
  needs: WatchNeeds,
  record: FaultRecord,
  started: Experiment,
): Promise<void> => {
  const { fis, clock } = needs;
  const id = started.id ?? '';
  const untilMs = clock.now() + budgetMs;
  for (let compared = false; ; ) {
    const experiment = await experimentById(fis, id);
    if (!compared && meaningOf(experiment).resolved) {
      await stopUnlessPlanned(fis, record, experiment);
      compared = true;
    }
    const outcome = outcomeOf(experiment);
    if (outcome === 'injected') return;
    if (outcome === 'refused') {
      await forget(fis, experiment);
      throw new InjectionRefused(`FIS did not inject ${record.name}: ${reasonOf(experiment)}`);
    }
    if (outcome === 'broken-off')
      throw new WrongAsAsked(`FIS broke off ${record.name}: ${reasonOf(experiment)}`);
    if (clock.now() >= untilMs) return;
    await clock.sleep(everyMs);
  }
};

const stopUnlessPlanned = async (
  fis: FisClient,
  record: FaultRecord,
  experiment: Experiment,
): Promise<void> => {
  const wrong = unplanned(record, await resolvedTargets(fis, experiment.id ?? ''));
  if (wrong === undefined) return;
  const [stopped] = await Promise.allSettled([
    stopExperiment(fis, experiment.id ?? ''),
    forget(fis, experiment),
  ]);
  const told = stopped.status === 'fulfilled' ? 'was told to stop' : 'could not be told to stop';
  throw new WrongAsAsked(`FIS chose ${wrong}: its experiment ${told}`);
};

// Tidying up changes no answer: a template that stays is found by the fence, and by the residue scan.
const forget = async (fis: FisClient, { experimentTemplateId }: Experiment): Promise<void> => {
  if (experimentTemplateId !== undefined)
    await Promise.allSettled([deleteTemplate(fis, experimentTemplateId)]);
};

const reasonOf = ({ id, state, actions = {} }: Experiment): string => {
  const each = Object.values(actions).map((action) => action.state?.reason);
  const reasons = [...new Set([state?.reason, ...each])].filter((reason) => reason);
  return `experiment ${id} is ${state?.status}${reasons.length > 0 ? ` (${reasons.join('; ')})` : ''}`;
};
