import { type Experiment, type FisClient, GetExperimentCommand } from '@aws-sdk/client-fis';
import { ServiceUnavailable } from '../../core/errors.ts';
import { experimentsOf } from './listed.ts';
import type { Selection } from './tags.ts';

/** An experiment with its actions. */
export const experimentById = async (fis: FisClient, id: string): Promise<Experiment> => {
  const { experiment } = await fis.send(new GetExperimentCommand({ id }));
  if (experiment === undefined) throw new ServiceUnavailable(`FIS gave no experiment ${id}`);
  return experiment;
};

/** The last experiment that was started for a fault, if any was. */
export const newestExperiment = async (
  fis: FisClient,
  selection: Selection,
): Promise<Experiment | undefined> => {
  const [newest] = await experimentsOf(fis, selection);
  return newest && experimentById(fis, newest.id);
};
