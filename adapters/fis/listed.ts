import {
  type ExperimentSummary,
  type ExperimentTemplateSummary,
  type FisClient,
  ListExperimentsCommand,
  type ListExperimentsCommandInput,
  paginateListExperiments,
  paginateListExperimentTemplates,
} from '@aws-sdk/client-fis';
import { HttpRequest } from '@smithy/protocol-http';
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
  return found.flatMap(withId);
};

/**
 * The experiments of one template. @aws-sdk/client-fis 3.523.0 does not know this filter yet, so it is added to the query
 * that it has made; were it ignored, the answer is filtered all the same.
 */
export const experimentsFrom = async (
  fis: FisClient,
  templateId: string,
): Promise<readonly ListedExperiment[]> => {
  const found: ExperimentSummary[] = [];
  let nextToken: string | undefined;
  do {
    const input = { maxResults: pageSize, ...(nextToken !== undefined && { nextToken }) };
    const page = await fis.send(fromTemplate(input, templateId));
    found.push(...(page.experiments ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return found.filter((one) => one.experimentTemplateId === templateId).flatMap(withId);
};

const fromTemplate = (input: ListExperimentsCommandInput, experimentTemplateId: string) => {
  const command = new ListExperimentsCommand(input);
  command.middlewareStack.add(
    (next) => (given) => {
      if (HttpRequest.isInstance(given.request))
        given.request.query = { ...given.request.query, experimentTemplateId };
      return next(given);
    },
    { step: 'build', priority: 'high', name: 'experimentTemplateId' },
  );
  return command;
};

const withId = (one: ExperimentSummary): readonly ListedExperiment[] =>
  one.id ? [{ ...one, id: one.id }] : [];

/** The experiments of a run or of one of its faults, newest first. */
export const experimentsOf = async (
  fis: FisClient,
  selection: Selection,
): Promise<readonly ListedExperiment[]> =>
  (await allExperiments(fis))
    .filter(belongsTo(selection))
    .sort((a, b) => (b.creationTime?.getTime() ?? 0) - (a.creationTime?.getTime() ?? 0));
