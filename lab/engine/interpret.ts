import { Cut, covers, DATA_LIMIT, errorOutput, StateFailed } from './failure.ts';
import { record } from './flow.ts';
import { toText } from './json.ts';
import { isTooLarge, tooLargeCause } from './limits.ts';
import type { Flow, Outcome, Retrier, State, StateGraph, Visit } from './machine.ts';
import { append } from './run.ts';
import { sleepUntil } from './scope.ts';

type Left = Outcome & { readonly text: string };

/** Run a graph from its start to its end; gives the output, throws StateFailed for an error nothing caught. */
export const runGraph = async (flow: Flow, graph: StateGraph, input: unknown): Promise<unknown> => {
  let name = graph.startAt;
  let text = toText(input);
  let data = input;
  for (;;) {
    const state = graph.states.get(name);
    if (state === undefined) throw new Error(`No state '${name}'`);
    const left = await stay(flow, state, data, text);
    if (left.next === undefined) return left.output;
    name = left.next;
    data = left.output;
    text = left.text;
  }
};

const stay = async (flow: Flow, state: State, input: unknown, text: string): Promise<Left> => {
  const enteredAt = flow.run.world.clock.now();
  const enteredId = record(flow, `${state.type}StateEntered`, { name: state.name, input: text });
  const visit: Visit = { flow, state, input, enteredAt, enteredId, retryCount: 0, token: undefined };
  try {
    const left = await attempts(visit);
    leave(visit, left);
    return left;
  } catch (error) {
    if (error instanceof Cut) recordAborted(visit);
    throw error;
  }
};

const leave = ({ flow, state }: Visit, { text, assigned }: Left): void => {
  const details = { name: state.name, output: text };
  if (assigned === undefined) {
    record(flow, `${state.type}StateExited`, details);
    return;
  }
  flow.variables = { ...flow.variables, ...assigned };
  const texts = Object.fromEntries(Object.entries(assigned).map(([name, value]) => [name, toText(value)]));
  record(flow, `${state.type}StateExited`, { ...details, assignedVariables: texts });
};

const attempts = async (visit: Visit): Promise<Left> => {
  const used = new Map<Retrier, number>();
  for (;;) {
    try {
      return sized(visit, await visit.state.execute(visit));
    } catch (error) {
      if (!(error instanceof StateFailed)) throw error;
      const delayMs = delayBeforeRetry(visit, error, used);
      if (delayMs === undefined) return sized(visit, await caught(visit, error));
      const { clock } = visit.flow.run.world;
      await sleepUntil(visit.flow.scope, clock, clock.now() + delayMs);
      visit.retryCount += 1;
    }
  }
};

const sized = ({ state }: Visit, outcome: Outcome): Left => {
  const text = toText(outcome.output);
  if (isTooLarge(text)) throw new StateFailed(DATA_LIMIT, tooLargeCause(state.name));
  return { ...outcome, text };
};

// The first retrier that covers the error decides, each with its own count.
const delayBeforeRetry = (
  visit: Visit,
  failure: StateFailed,
  used: Map<Retrier, number>,
): number | undefined => {
  const { retriers, type } = visit.state;
  const retrier = retriers.find(({ errors }) => covers(errors, failure, type));
  if (retrier === undefined) return undefined;
  const attempt = used.get(retrier) ?? 0;
  if (attempt >= retrier.maxAttempts) return undefined;
  used.set(retrier, attempt + 1);
  return retrier.delayMs(attempt, visit.flow.run.world.random);
};

const caught = async (visit: Visit, failure: StateFailed): Promise<Outcome> => {
  const { catchers, type } = visit.state;
  if (type === 'Map' || type === 'Parallel') record(visit.flow, `${type}StateFailed`);
  const catcher = catchers.find(({ errors }) => covers(errors, failure, type));
  if (catcher === undefined) throw failure;
  return catcher.handle(visit, errorOutput(failure));
};

const ABORTABLE = new Set(['Task', 'Wait', 'Parallel', 'Map']);

// Only a branch cut off by its neighbour says so: an execution that has ended takes no more events.
const recordAborted = ({ flow, state }: Visit): void => {
  if (flow.run.ending === undefined && ABORTABLE.has(state.type)) {
    flow.lastEventId = append(flow.run, flow.lastEventId, `${state.type}StateAborted`);
  }
};
