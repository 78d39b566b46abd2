import { randomUUID } from 'node:crypto';
import type { FisEffect } from './fis-effects.ts';

/** What a test may have FIS do otherwise than it should. Read anew at every step. */
export type FisMood = {
  /** No target is found. */
  empty?: boolean;
  /** The actions are skipped. */
  skip?: boolean;
  /** Chosen besides those that the template names. */
  extraTargets?: readonly string[];
  /** `experimentOptions` of a start are ignored. */
  deaf?: boolean;
  /** The experiment fails with this reason: before its actions begin, or once they have. */
  fails?: { readonly reason: string; readonly begun: boolean };
  /** Nothing moves on. */
  stuck?: boolean;
  lever?: 'disengaged' | 'engaging' | 'engaged';
};

type Json = Readonly<Record<string, unknown>>;
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
};

/** How long an experiment is in each of the states that pass by themselves. */
export const pace = { pendingMs: 500, initiatingMs: 1_000, stoppingMs: 1_500 } as const;

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

/** Takes an experiment as far as time allows. */
export const advance = async (
  experiment: Experiment,
  effects: Readonly<Record<string, FisEffect>>,
  mood: FisMood,
  nowMs: number,
): Promise<void> => {
  if (mood.stuck) return;
  const is = (status: string) => experiment.state.status === status;
  const ageMs = nowMs - experiment.createdAtMs;
  if (is('pending') && ageMs >= pace.pendingMs) become(experiment, 'initiating');
  if (is('initiating') && ageMs >= pace.pendingMs + pace.initiatingMs)
    await begin(experiment, effects, mood, nowMs);
  if (is('running')) await go(experiment, effects, nowMs);
  if (is('stopping') && nowMs - (experiment.stoppingAtMs ?? nowMs) >= pace.stoppingMs)
    await end(experiment, effects, nowMs);
};

const become = (experiment: Experiment, status: string, reason = `Experiment is ${status}`) => {
  experiment.state = { status, reason };
};

const begin = async (
  experiment: Experiment,
  effects: Readonly<Record<string, FisEffect>>,
  mood: FisMood,
  nowMs: number,
): Promise<void> => {
  if (mood.lever === 'engaged') return void allActions(experiment, 'cancelled', 'cancelled');
  if (mood.empty)
    return void allActions(experiment, 'failed', 'cancelled', 'Target resolution returned empty set');
  experiment.chosen = choose(experiment, mood.extraTargets ?? []);
  if (mood.fails && !mood.fails.begun)
    return void allActions(experiment, 'failed', 'cancelled', mood.fails.reason);
  if (mood.skip || experiment.mode === 'skip-all') return void allActions(experiment, 'completed', 'skipped');
  become(experiment, 'running');
  experiment.runningAtMs = nowMs;
  for (const [name, action] of Object.entries(experiment.actions)) {
    action.startTime = nowMs / 1_000;
    if (mood.fails) action.state = { status: 'failed', reason: mood.fails.reason };
    else {
      await effects[action.actionId]?.begin(arnsOf(experiment, name), action.parameters ?? {});
      action.state = { status: 'running', reason: 'Action is running' };
    }
  }
  if (mood.fails) become(experiment, 'failed', mood.fails.reason);
};

const allActions = (experiment: Experiment, status: string, actionStatus: string, reason?: string) => {
  become(experiment, status, reason);
  for (const action of Object.values(experiment.actions))
    action.state = { status: actionStatus, reason: reason ?? `Action is ${actionStatus}` };
};

const choose = ({ targets }: Experiment, extra: readonly string[]): Experiment['chosen'] =>
  Object.entries(targets).flatMap(([name, { resourceType: type, resourceArns = [] }]) =>
    [...resourceArns, ...extra].map((arn) => ({ name, type, arn })),
  );

const arnsOf = ({ actions, chosen }: Experiment, actionName: string): readonly string[] => {
  const names = Object.values(actions[actionName]?.targets ?? {});
  return chosen.filter(({ name }) => names.includes(name)).map(({ arn }) => arn);
};

const go = async (
  experiment: Experiment,
  effects: Readonly<Record<string, FisEffect>>,
  nowMs: number,
): Promise<void> => {
  for (const [name, action] of Object.entries(experiment.actions)) {
    const lastsMs = effects[action.actionId]?.lastsMs(action.parameters ?? {}) ?? 0;
    if (action.state.status !== 'running' || nowMs - (experiment.runningAtMs ?? nowMs) < lastsMs) continue;
    await finish(experiment, name, effects, 'completed', nowMs);
  }
  const states = Object.values(experiment.actions).map(({ state }) => state.status);
  if (!states.includes('running')) become(experiment, states.includes('failed') ? 'failed' : 'completed');
};

const end = async (
  experiment: Experiment,
  effects: Readonly<Record<string, FisEffect>>,
  nowMs: number,
): Promise<void> => {
  for (const [name, action] of Object.entries(experiment.actions)) {
    if (action.state.status === 'stopping') await finish(experiment, name, effects, 'stopped', nowMs);
    if (action.state.status === 'pending')
      action.state = { status: 'cancelled', reason: 'Experiment was stopped' };
  }
  become(experiment, 'stopped', 'Experiment halted by user action');
};

/** Has an action undo itself, where it does; what goes wrong with that makes it a failed one. */
const finish = async (
  experiment: Experiment,
  name: string,
  effects: Readonly<Record<string, FisEffect>>,
  status: string,
  nowMs: number,
): Promise<void> => {
  const action = experiment.actions[name];
  if (action === undefined) return;
  const effect = effects[action.actionId];
  const isOver = (effect?.lastsMs(action.parameters ?? {}) ?? 0) === 0;
  const undone = isOver ? undefined : effect?.end?.(arnsOf(experiment, name));
  action.state = await Promise.resolve(undone).then(
    () => ({ status, reason: `Action is ${status}` }),
    (failure: unknown) => ({ status: 'failed', reason: String(failure) }),
  );
  action.endTime = nowMs / 1_000;
};

/** Tells an experiment to stop; false when it is over. */
export const stop = (experiment: Experiment, nowMs: number): boolean => {
  if (['completed', 'stopped', 'failed', 'cancelled'].includes(experiment.state.status)) return false;
  if (experiment.state.status === 'stopping') return true;
  become(experiment, 'stopping');
  experiment.stoppingAtMs = nowMs;
  for (const action of Object.values(experiment.actions))
    if (action.state.status === 'running')
      action.state = { status: 'stopping', reason: 'Action is stopping' };
  return true;
};
