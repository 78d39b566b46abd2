import type { Experiment, ExperimentActionStatus, ExperimentStatus } from '@aws-sdk/client-fis';
import type { Evidence } from '../../core/ports.ts';

// SDK 3.523.0 does not know `cancelled` of experiments yet: the safety lever is younger.
/** The eight states of an experiment. */
export type ExperimentState = ExperimentStatus | 'cancelled';

/** What an experiment's state means. */
export type ExperimentMeaning = {
  /** It changes no more, and nothing of it lands any more. */
  readonly terminal: boolean;
  /** Its targets are resolved, or never will be. */
  readonly resolved: boolean;
  /** Its actions have begun, or never will. */
  readonly begun: boolean;
};

/** https://docs.aws.amazon.com/fis/latest/userguide/view-experiment-progress.html */
export const experimentStates: Readonly<Record<ExperimentState, ExperimentMeaning>> = {
  pending: { terminal: false, resolved: false, begun: false },
  initiating: { terminal: false, resolved: false, begun: false },
  running: { terminal: false, resolved: true, begun: true },
  // Post actions are completed before it ends: instances are started, network ACLs put back.
  stopping: { terminal: false, resolved: true, begun: true },
  completed: { terminal: true, resolved: true, begun: true },
  stopped: { terminal: true, resolved: true, begun: true },
  failed: { terminal: true, resolved: true, begun: true },
  // The safety lever stopped it, or kept it from starting.
  cancelled: { terminal: true, resolved: true, begun: true },
};

/** What an action's state means for the fault it makes. */
export type ActionMeaning = {
  /** Whether the fault is there, or has been, as far as FIS knows: of what is over at once nothing is left to see. */
  readonly present: Evidence['present'];
  /** Whether it has ever touched a target. Of a failed action nobody knows: some of its targets may have been hit. */
  readonly touched: 'yes' | 'no' | 'unknown';
};

/** The nine states of an action. */
export const actionStates: Readonly<Record<ExperimentActionStatus, ActionMeaning>> = {
  pending: { present: 'no', touched: 'no' },
  // Its calls are on their way.
  initiating: { present: 'unknown', touched: 'unknown' },
  running: { present: 'yes', touched: 'yes' },
  completed: { present: 'yes', touched: 'yes' },
  // Only an experiment that was stopped before the action began cancels it.
  cancelled: { present: 'no', touched: 'no' },
  skipped: { present: 'no', touched: 'no' },
  stopping: { present: 'unknown', touched: 'yes' },
  stopped: { present: 'no', touched: 'yes' },
  failed: { present: 'no', touched: 'unknown' },
};

/** A state that AWS has added since is none to rely on: not over, and nothing proven. */
const strangeExperiment: ExperimentMeaning = { terminal: false, resolved: true, begun: true };
const strangeAction: ActionMeaning = { present: 'unknown', touched: 'unknown' };

/** The part of an experiment that its meaning rests on. */
export type ExperimentView = Pick<Experiment, 'state' | 'actions'>;

/** What the state of an experiment means. */
export const meaningOf = ({ state }: Pick<ExperimentView, 'state'>): ExperimentMeaning =>
  byName(experimentStates, state?.status) ?? strangeExperiment;

/** Whether anything of an experiment can still happen. */
export const isActive = (experiment: Pick<ExperimentView, 'state'>): boolean =>
  !meaningOf(experiment).terminal;

const actionsOf = ({ actions = {} }: ExperimentView): readonly ActionMeaning[] =>
  Object.values(actions).map(({ state, startTime }) => {
    // One that failed before it began has made no call.
    if (state?.status === 'failed' && startTime === undefined) return { present: 'no', touched: 'no' };
    return byName(actionStates, state?.status) ?? strangeAction;
  });

/** What FIS itself says of a fault's presence: evidence of level 1, of all the fault's actions together. */
export const presenceOf = (experiment: ExperimentView): Evidence['present'] => {
  const presences = actionsOf(experiment).map(({ present }) => present);
  if (presences.includes('unknown')) return 'unknown';
  const there = presences.filter((present) => present === 'yes').length;
  if (there === 0) return 'no';
  return there === presences.length ? 'yes' : 'partly';
};

/** What has come of a start. `refused` is certain: no action has touched anything, and none will. */
export type StartOutcome = 'waiting' | 'injected' | 'refused' | 'broken-off';

/** What has come of an experiment that was started. */
export const outcomeOf = (experiment: ExperimentView): StartOutcome => {
  const { terminal, begun } = meaningOf(experiment);
  const touched = actionsOf(experiment).map((action) => action.touched);
  if (terminal && touched.every((one) => one === 'no')) return 'refused';
  const status = experiment.state?.status;
  if ((status === 'running' || status === 'completed') && touched.includes('yes')) return 'injected';
  return status === 'running' || !begun ? 'waiting' : 'broken-off';
};

const byName = <Meaning>(table: Readonly<Record<string, Meaning>>, name = ''): Meaning | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
