import type { Engine, EngineOptions } from '../../../../lab/engine/api.ts';
import { createEngine } from '../../../../lab/engine/engine.ts';
import { type VirtualClock, virtualClock } from './virtual-clock.ts';

/** An engine on a clock that can be moved, with chance and names that can be told in advance. */
export type Bench = { readonly engine: Engine; readonly clock: VirtualClock };

type Functions = Readonly<Record<string, (event: unknown) => unknown>>;

/** Set up an engine whose functions are given by name. */
export const bench = (functions: Functions = {}, options: Partial<EngineOptions> = {}): Bench => {
  const clock = virtualClock();
  let ids = 0;
  const invoke: EngineOptions['invoke'] = async (name, event) => functions[name]?.(event);
  const id = () => `id-${++ids}`;
  return { clock, engine: createEngine({ clock, random: () => 0.5, id, invoke, ...options }) };
};

type States = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A JSONata definition that starts at its first state. */
export const machine = (states: States, extra: Readonly<Record<string, unknown>> = {}) => ({
  QueryLanguage: 'JSONata',
  StartAt: Object.keys(states)[0],
  States: states,
  ...extra,
});

/** Run one machine to its end, however long that takes on its clock. */
export const runToEnd = async ({ engine, clock }: Bench, definition: unknown, input: unknown = {}) => {
  engine.createStateMachine('machine', definition);
  const { executionArn } = engine.startExecution({ stateMachine: 'machine', input });
  const description = await clock.until(engine.settled(executionArn));
  return {
    description,
    types: typesOf(engine, executionArn),
    history: engine.getExecutionHistory(executionArn),
  };
};

/** The types of an execution's events, in order. */
export const typesOf = (engine: Engine, arn: string): readonly string[] =>
  engine.getExecutionHistory(arn).map(({ type }) => type);
