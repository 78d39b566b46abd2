import {
  type ExperimentSummary,
  type ExperimentTemplateSummary,
  type FisClient,
  paginateListExperiments,
  paginateListExperimentTemplates,
} from '@aws-sdk/client-fis';
import { belongsTo, type Selection } from './tags.ts';

// The most that FIS puts on a page.
const pageSize = 100;

/** The templates of a run or of one of its faults, found by tag, whoever made them. */
export const templatesOf = async (
  fis: FisClient,
  selection: Selection,
): Promise<readonly (ExperimentTemplateSummary & { readonly id: string })[]> => {
  const found: ExperimentTemplateSummary[] = [];
  for await (const page of paginateListExperimentTemplates({ client: fis, pageSize }, {}))
    found.push(...(page.experimentTemplates ?? []));
  return found.filter(belongsTo(selection)).flatMap((one) => (one.id ? [{ ...one, id: one.id }] : []));
};

/** An experiment in FIS's list. */
export type ListedExperiment = ExperimentSummary & { readonly id: string };

/** Every experiment that FIS remembers; it does so for 120 days. */
export const allExperiments = async (fis: FisClient): Promise<readonly ListedExperiment[]> => {
  const found: ExperimentSummary[] = [];
  for await (const page of paginateListExperiments({ client: fis, pageSize }, {}))
    found.push(...(page.experiments ?? []));
  return found.flatMap((one) => (one.id ? [{ ...one, id: one.id }] : []));
};

/** The experiments of a run or of one of its faults, newest first. */
export const experimentsOf = async (
  fis: FisClient,
  selection: Selection,
): Promise<readonly ListedExperiment[]> =>
  (await allExperiments(fis))
    .filter(belongsTo(selection))
    .sort((a, b) => (b.creationTime?.getTime() ?? 0) - (a.creationTime?.getTime() ?? 0));
