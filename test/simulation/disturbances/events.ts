import { changedBySomebody } from '../far-end/fleet.ts';
import { revertClasses, traits } from '../far-end/traits.ts';
import type { Invocation } from '../invocation.ts';
import type { Simulation } from '../world.ts';

type Event = (sim: Simulation, invocation: Invocation) => void;

const endsByItself = (attribute: string): boolean =>
  revertClasses.some((kind) => kind === attribute && traits[kind].endsByItself);

const first = 'arn:sim:resource/1';
const tenMinutesMs = 10 * 60_000;

/** What can happen in the world at the moment at which a call is made. */
export const events: Readonly<Record<string, Event>> = {
  stop: (sim) => void sim.pressStop(),
  lever: ({ levers, clock, invariants }) => {
    const atMs = clock.now();
    invariants.leverPulled();
    void levers.engage({ scope: 'global', by: 'ana', reason: 'an incident', atMs });
  },
  abort: ({ engine, runId }) => {
    try {
      engine.stopExecution(runId, { error: 'Stopped', cause: 'by hand' });
    } catch {
      // There is no execution yet, or it has ended.
    }
  },
  alarm: (sim) => {
    sim.weather.isAlarmForced = true;
    sim.evaluate();
    sim.clock.at(sim.clock.now() + 10_000, () => {
      sim.weather.isAlarmForced = false;
      sim.evaluate();
    });
  },
  // Gone again before a short fault is over.
  blip: (sim) => {
    sim.weather.isAlarmForced = true;
    sim.evaluate();
    sim.clock.at(sim.clock.now() + 1_200, () => {
      sim.weather.isAlarmForced = false;
      sim.evaluate();
    });
  },
  'approval-lost': ({ outside, invariants, runId }) => {
    invariants.approvalRevoked(runId);
    void outside.runs.update(runId, {}, { approval: undefined });
  },
  drift: ({ fleet, scenario, clock, isRunning, isLate, runId }) => {
    const attribute = scenario.experiment.faults[0]?.action.slice('sim:'.length) ?? '';
    // Nothing can be done about a change between the last look and the effect (docs/safety.md, limits).
    const isBetween = () =>
      isRunning('inject-faults') || isLate('faults.inject') || fleet.onTheWay(runId).length > 0;
    const change = () => {
      if (!isBetween()) fleet.set(first, attribute, changedBySomebody);
    };
    // What is gone for good nobody changes any more.
    if (attribute === 'irreversible') return;
    if (isBetween()) clock.at(clock.now() + 1_500, change);
    else change();
  },
  // By an alarm or a person at the far end, and its event is lost.
  'ended-early': ({ fleet, runId }) => {
    const mine = fleet.live(runId).filter(({ attribute }) => endsByItself(attribute));
    for (const { arn, attribute, before } of mine) fleet.set(arn, attribute, before);
  },
  withdraw: ({ fleet, invariants }) => {
    fleet.withdraw(first);
    invariants.consentWithdrawn();
  },
  'role-denied': ({ weather }, { fn }) => void weather.denied.add(fn),
  'undo-denied': ({ weather }) => {
    weather.isUndoDenied = true;
  },
  'table-throttled': ({ weather, clock }) => {
    weather.tableThrottledUntilMs = clock.now() + tenMinutesMs;
  },
  'second-run': (sim) => void sim.start(`${sim.runId}-b`).catch(() => undefined),
  deploy: (sim) => sim.deploy(),
  'driver-gone': ({ weather }) => {
    weather.isDriverGone = true;
  },
  reconcile: ({ quietly }) => quietly('reconcile', {}, []),
  'notifier-down': ({ weather }) => {
    weather.isNotifierDown = true;
  },
};

/** Those that go on until somebody puts them right. */
export const lasting: ReadonlySet<string> = new Set([
  'drift',
  'role-denied',
  'undo-denied',
  'table-throttled',
  'driver-gone',
]);

/** Lets an event happen, if that is what is due. */
export const eventAt = (sim: Simulation, invocation: Invocation, what: string): void => {
  if (sim.weather.putRightAtMs === undefined || !lasting.has(what)) events[what]?.(sim, invocation);
};
