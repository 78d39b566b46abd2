/** What every template and experiment of a run carries; a run's belongings are found by these and by nothing else. */
export const runTag = 'firedrill:run';
/** The ordinal of the fault within its run. */
export const faultTag = 'firedrill:fault';
/** The deployment's stage, so that two deployments in one account are told apart. */
export const stageTag = 'firedrill:stage';
/** Instead of `firedrill:run` on what only previews a run: it never counts as a fault of it. */
export const previewTag = 'firedrill:preview';

/** Tags as FIS's summaries give them. */
export type Tagged = { readonly tags?: Readonly<Record<string, string>> | undefined };

/** The tags of one fault's template and experiment. */
export const faultTags = (runId: string, ordinal: number, stage: string): Record<string, string> => ({
  [runTag]: runId,
  [faultTag]: `${ordinal}`,
  [stageTag]: stage,
});

/** Which of FIS's templates and experiments are meant: those of a run, or of one fault of it. */
export type Selection = { readonly runId: string; readonly ordinal?: number };

/** Whether something belongs to a run, or to one of its faults; a run's previews belong to the run. */
export const belongsTo =
  ({ runId, ordinal }: Selection) =>
  ({ tags = {} }: Tagged): boolean =>
    ordinal === undefined
      ? tags[runTag] === runId || tags[previewTag] === runId
      : tags[runTag] === runId && tags[faultTag] === `${ordinal}`;
