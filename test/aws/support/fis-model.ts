import { randomUUID } from 'node:crypto';

/** What a test may have FIS do otherwise than it should. Read anew at every step. */
export type FisMood = {
  /** No target is found. */
  empty?: boolean;
  /** The actions are skipped. */
  skip?: boolean;
  /** Chosen besides those that the template names. */
  extraTargets?: readonly string[];
  /** What is chosen is told by this name instead of by ARN. */
  tellBy?: (arn: string) => Readonly<Record<string, string>>;
  /** `experimentOptions` of a start are ignored. */
  deaf?: boolean;
  /** The experiment fails with this reason: before its actions begin, or once they have. */
  fails?: { readonly reason: string; readonly begun: boolean };
  /** Nothing moves on. */
  stuck?: boolean;
  lever?: 'disengaged' | 'engaging' | 'engaged';
};

/** Data as it goes over the wire. */
export type Json = Readonly<Record<string, unknown>>;
type TemplateAction = {
  readonly actionId: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly targets?: Readonly<Record<string, string>>;
};
type TemplateTarget = { readonly resourceType: string; readonly resourceArns?: readonly string[] };

/** A template as FIS keeps it. */
export type Template = Json & {
  readonly id: string;
  readonly clientToken: string;
  readonly actions: Readonly<Record<string, TemplateAction>>;
  readonly targets: Readonly<Record<string, TemplateTarget>>;
  readonly tags: Json;
};

type Status = { status: string; reason: string };
type Action = TemplateAction & { state: Status; startTime?: number; endTime?: number };

/** An experiment as FIS keeps it; times are seconds. */
export type Experiment = Json & {
  readonly id: string;
  readonly experimentTemplateId: string;
  readonly clientToken: string;
  readonly mode: string;
  readonly createdAtMs: number;
  state: Status;
  readonly actions: Record<string, Action>;
  readonly targets: Template['targets'];
  /** Chosen at the start: by target name. */
  chosen: { readonly name: string; readonly type: string; readonly arn: string }[];
  runningAtMs?: number;
  stoppingAtMs?: number;
  endTime?: number;
};

/** A new experiment of a template. */
export const experimentOf = (
  template: Template,
  fields: Pick<Experiment, 'clientToken' | 'mode' | 'createdAtMs'> & { readonly tags: Json },
): Experiment => ({
  id: `EXP${randomUUID()}`,
  experimentTemplateId: template.id,
  state: { status: 'pending', reason: 'Experiment is pending' },
  actions: Object.fromEntries(
    Object.entries(template.actions).map(([name, action]) => [
      name,
      { ...action, state: { status: 'pending', reason: 'Action is pending' } },
    ]),
  ),
  targets: template.targets,
  chosen: [],
  ...fields,
});

/** Whether an experiment changes no more. */
export const isOver = ({ state }: Experiment): boolean =>
  ['completed', 'stopped', 'failed', 'cancelled'].includes(state.status);

/** Tells an experiment to stop; false when it is over. */
export const stop = (experiment: Experiment, nowMs: number): boolean => {
  if (isOver(experiment)) return false;
  if (experiment.state.status === 'stopping') return true;
  experiment.state = { status: 'stopping', reason: 'Experiment is stopping' };
  experiment.stoppingAtMs = nowMs;
  for (const action of Object.values(experiment.actions))
    if (action.state.status === 'running')
      action.state = { status: 'stopping', reason: 'Action is stopping' };
  return true;
};
