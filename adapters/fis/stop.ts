import { DeleteExperimentTemplateCommand, type FisClient, StopExperimentCommand } from '@aws-sdk/client-fis';
import { isNamed } from '../aws/calling.ts';
import { experimentsFrom, experimentsOf, type ListedExperiment, templatesOf } from './listed.ts';
import { isActive } from './states.ts';
import type { Selection } from './tags.ts';

/** What was there to be taken away: templates deleted, experiments told to stop. */
export type Stopped = { readonly templates: readonly string[]; readonly experiments: readonly string[] };

/**
 * Deletes the templates first, so that a start that is still on its way finds nothing; then lists their experiments and
 * stops each that is not over. What carries the run's tags and has lost its template comes last: FIS keeps experiments
 * for 120 days, and to list all of them takes a while. Repeated harmlessly.
 */
export const stopAll = async (fis: FisClient, selection: Selection): Promise<Stopped> => {
  const templates = (await templatesOf(fis, selection)).map(({ id }) => id);
  const quick = await Promise.allSettled(templates.map((id) => endTemplate(fis, id)));
  const told = quick.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  const left = (await stillActive(fis, selection)).filter(({ id }) => !told.includes(id)).map(({ id }) => id);
  const late = await Promise.allSettled(left.map((id) => stopExperiment(fis, id)));
  // One that cannot be stopped keeps no other from being stopped, and is not kept silent about either.
  for (const one of [...quick, ...late]) if (one.status === 'rejected') throw one.reason;
  return { templates, experiments: [...told, ...left] };
};

const endTemplate = async (fis: FisClient, templateId: string): Promise<readonly string[]> => {
  const [deleted] = await Promise.allSettled([deleteTemplate(fis, templateId)]);
  const active = (await experimentsFrom(fis, templateId)).filter(isActive).map(({ id }) => id);
  const stopped = await Promise.allSettled(active.map((id) => stopExperiment(fis, id)));
  for (const one of [deleted, ...stopped]) if (one.status === 'rejected') throw one.reason;
  return active;
};

/** Deletes a template; one that is gone is fine. */
export const deleteTemplate = async (fis: FisClient, id: string): Promise<void> => {
  await fis.send(new DeleteExperimentTemplateCommand({ id })).catch(unless(['ResourceNotFoundException']));
};

/** Tells an experiment to stop; one that is over, or gone, is fine. The answer comes before it has stopped. */
export const stopExperiment = async (fis: FisClient, id: string): Promise<void> => {
  // Of one that has just ended FIS says ValidationException; whether it has ended is read afterwards, not believed here.
  await fis
    .send(new StopExperimentCommand({ id }))
    .catch(unless(['ResourceNotFoundException', 'ValidationException']));
};

const unless =
  (names: readonly string[]) =>
  (failure: unknown): void => {
    if (!isNamed(failure, names)) throw failure;
  };

/** The experiments of a run or fault that are not over. */
export const stillActive = async (
  fis: FisClient,
  selection: Selection,
): Promise<readonly ListedExperiment[]> => (await experimentsOf(fis, selection)).filter(isActive);
