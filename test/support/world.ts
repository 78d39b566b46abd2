import { expect, onTestFinished } from 'vitest';
import type { Experiment } from '../../core/experiment.ts';
import type { AlarmNow, DeadManInput } from '../../core/ports.ts';
import { startRun } from '../../core/protocol/start.ts';
import type { FaultRecord, Run, RunState } from '../../core/run.ts';
import type { Around } from './interfere.ts';
import { heldToInvariants } from './invariants.ts';
import { executionsSeenFrom, startProcess } from './process.ts';
import { openShop, type ShopOptions } from './shop.ts';

/** What is switched off, and what stands in between. */
export type WorldOptions = ShopOptions & {
  readonly around?: Around;
  readonly reconciling?: boolean;
  readonly deadMan?: boolean;
  /** How long the shop has been running before. */
  readonly warmUpMs?: number;
};

const minute = 60_000;

/** A shop with everything that Firedrill is made of around it, on one virtual clock. */
export const openWorld = async (options: WorldOptions = {}) => {
  const shop = heldToInvariants(openShop(options));
  const { clock, runs, journal } = shop;
  onTestFinished(() => expect(shop.violations).toEqual([]));
  await clock.advance(options.warmUpMs ?? 10 * minute);
  const main = startProcess(shop, 'firedrill', options.around ? { around: options.around } : {});
  const failures: unknown[] = [];
  const keep = (failure: unknown) => void failures.push(failure);

  // As EventBridge delivers it.
  const deliver = ({ alarm, state, reason, atMs }: AlarmNow) =>
    main.invoke('on-signal', {
      'detail-type': 'CloudWatch Alarm State Change',
      detail: {
        alarmName: alarm,
        state: { value: state, reason, timestamp: new Date(atMs).toISOString() },
      },
    });
  const deafen = shop.alarms.subscribe((change) => void deliver(change).catch(keep));

  const switches = { reconciling: options.reconciling ?? true };
  let caretaker = main;
  const everyMinute = () => {
    clock.at(clock.now() + minute, everyMinute);
    if (switches.reconciling) void caretaker.invoke('reconcile', {}).catch(keep);
  };
  everyMinute();

  // Another failure domain: a process of its own, that knows of executions only what it can ask.
  let deadMan = startProcess(shop, 'dead-man', { executions: executionsSeenFrom(main) });
  if (options.deadMan ?? true)
    shop.whenSilent(async (input: DeadManInput) => void (await deadMan.invoke('dead-man', input)));

  const start = async (experiment: Experiment, runId = shop.ids.runId()): Promise<string> => {
    const ref = await main.ports.experiments.put(experiment);
    await startRun(main.ports, { runId, experiment: ref, trigger: { kind: 'cli', actor: 'ana' } });
    return runId;
  };
  const look = async (runId: string): Promise<Run> => {
    const run = await runs.get(runId);
    if (run === undefined) throw new Error(`There is no run ${runId}`);
    return run;
  };
  return {
    ...shop,
    ...{ shop, main, failures, switches, start, look, deliver, deafen },
    /** Lets another process reconcile from now on. */
    handOver: (to: typeof main) => {
      caretaker = to;
    },
    /** Lets another process be the dead man. */
    replaceDeadMan: (by: typeof main) => {
      deadMan = by;
    },
    faultsOf: (runId: string): Promise<readonly FaultRecord[]> => runs.faults(runId),
    /** Waits until a run is in one of these states. */
    until: (runId: string, ...states: RunState[]) =>
      when(clock, async () => states.includes((await look(runId)).state)),
    /** Waits until a run has a conclusion and is closed. */
    concluded: async (runId: string) => {
      await when(clock, async () => (await look(runId)).state === 'closed');
      await clock.advance(0);
      const run = await look(runId);
      if (run.conclusion === undefined) throw new Error(`Run ${runId} was closed without a conclusion`);
      return { ...run, conclusion: run.conclusion };
    },
    /** Waits until something is true. */
    when: (predicate: () => Promise<boolean>) => when(clock, predicate),
    kinds: async (id: string) => (await journal.read(id)).map(({ kind }) => kind),
    /** The execution's states, in the order in which they were entered. */
    entered: (name: string) =>
      main.engine
        .getExecutionHistory(name)
        .flatMap(({ stateEnteredEventDetails }) =>
          stateEnteredEventDetails ? [String(stateEnteredEventDetails.name)] : [],
        ),
    stopped: () => shop.targets.all().filter(({ state }) => state !== 'running'),
  };
};

/** The world of a test. */
export type World = Awaited<ReturnType<typeof openWorld>>;

const when = async (
  clock: { advance(ms: number): Promise<void>; now(): number },
  predicate: () => Promise<boolean>,
  withinMs = 24 * 60 * minute,
): Promise<void> => {
  const untilMs = clock.now() + withinMs;
  while (!(await predicate())) {
    if (clock.now() > untilMs) throw new Error('It never came');
    await clock.advance(500);
  }
};
