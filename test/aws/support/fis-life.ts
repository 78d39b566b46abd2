import type { FisEffect } from './fis-effects.ts';
import type { Experiment, FisMood } from './fis-model.ts';

// How long an experiment is in each of the states that pass by themselves.
const pace = { pendingMs: 500, initiatingMs: 1_000, stoppingMs: 1_500 } as const;

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
  if (states.includes('running')) return;
  become(experiment, states.includes('failed') ? 'failed' : 'completed');
  experiment.endTime = nowMs / 1_000;
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
  experiment.endTime = nowMs / 1_000;
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
