import { type FisClient, ResourceNotFoundException } from '@aws-sdk/client-fis';
import { calling } from './calling.ts';
import { experimentById } from './experiment.ts';
import { runTag } from './tags.ts';

/** The run that an experiment belongs to, by its tag; undefined when it is nobody's of ours, or forgotten. */
export const runBehind =
  (fis: FisClient) =>
  (experimentId: string): Promise<string | undefined> =>
    calling(`find the run of FIS experiment ${experimentId}`, async () => {
      try {
        return (await experimentById(fis, experimentId)).tags?.[runTag];
      } catch (failure) {
        if (failure instanceof ResourceNotFoundException) return undefined;
        throw failure;
      }
    });
