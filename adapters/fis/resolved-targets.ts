import { type FisClient, paginateListExperimentResolvedTargets } from '@aws-sdk/client-fis';

/** Something that an experiment has chosen: for people, and all that it is known by. */
export type ResolvedByFis = { readonly label: string; readonly known: readonly string[] };

/** What an experiment has chosen. */
export const resolvedTargets = async (
  fis: FisClient,
  experimentId: string,
): Promise<readonly ResolvedByFis[]> => {
  const found = [];
  for await (const page of paginateListExperimentResolvedTargets({ client: fis }, { experimentId }))
    for (const { targetInformation = {}, resourceType = 'a resource' } of page.resolvedTargets ?? []) {
      const { arn } = targetInformation;
      const words = `${resourceType} ${JSON.stringify(targetInformation)}`;
      // The API model leaves open what the information is called. An ARN says everything; without one, any name will do.
      found.push({ label: arn ?? words, known: arn ? [arn] : Object.values(targetInformation) });
    }
  return found;
};
