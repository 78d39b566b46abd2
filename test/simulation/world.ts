import type { Ports } from '../../core/ports.ts';
import { memoryLeases } from '../support/memory/leases.ts';
import { openAlarmSystem } from './alarm-system.ts';
import type { Call } from './call.ts';
import { openDeadMan } from './dead-man.ts';
import { durationsOf } from './durations.ts';
import { engineFor } from './engine.ts';
import { alarmEvents } from './events-out.ts';
import { type Fleet, openFleet } from './far-end/fleet.ts';
import { type Ground, openGround } from './ground.ts';
import { hostOf } from './host.ts';
import { openInvariants } from './invariants/watch.ts';
import type { Witness } from './invariants/witness.ts';
import { type Invocation, invoke, sharedPorts, within } from './invocation.ts';
import { outsideOf } from './outside.ts';
import { openPager } from './pager.ts';
import { openPending } from './pending.ts';
import { peopleAround } from './people.ts';
import { openPlaces } from './places.ts';
import { invokingQuietly, type Quietly } from './quietly.ts';
import { reached, type Spoilt } from './reached.ts';
import { type Scenario, theTargets } from './scenarios.ts';
import type { Schedule } from './schedule.ts';
import { openStores } from './stores.ts';
import { openUnderWay } from './under-way.ts';

/** One simulated run and everything around it. */
export type Simulation = ReturnType<typeof openSimulation>;

const minuteMs = 60_000;
const others = new Set(['reconcile', 'dead-man', 'on-execution-ended']);

/** Opens the world of one schedule: nothing has started yet, and no time has passed. */
export const openSimulation = (schedule: Schedule, scenario: Scenario, isTold = false) => {
  const ground = openGround(schedule, scenario, isTold);
  const { clock, weather } = ground;
  // The functions see the whole simulation, and parts of it run functions.
  const run = (fn: string, event: unknown): Promise<unknown> => invoke(sim, fn, event);
  const workAs = <T>(who: string, work: (ports: Ports) => Promise<T>): Promise<T> => within(sim, who, work);
  const quietly = invokingQuietly(ground, run);

  const { peek, ...stores } = openStores();
  const leases = memoryLeases();
  const places = openPlaces(schedule);
  const pager = openPager(ground);
  const pending = openPending(ground);
  const deadMan = openDeadMan(ground, run);
  const fleet: Fleet = openFleet(clock, theTargets, () => {
    invariants.changed();
    alarmSystem.evaluateSoon();
  });
  fleet.weather.isReplacementLate = weather.isReplacementLate;
  let steps = 0;
  const witness: Witness = {
    ...{ ...ground, fleet, peek, deadMan, leases, steps: () => steps },
    pagedAtMs: pager.pagedAtMs,
  };
  const invariants = openInvariants(witness);
  const alarmSystem = openAlarmSystem(ground, () => isDegraded(scenario, fleet), invariants.evaluated);
  const { alarms, metrics, http, evaluate } = alarmSystem;
  const engine = engineFor(hostOf(ground, places.visit, run, quietly));
  const { tell, notices } = pager;
  const outside = {
    ...{ ...stores, leases, alarms, metrics, http, deadMan },
    ...outsideOf(ground, { engine, fleet, quietly, tell, undone: invariants.undone }),
  };
  let shared: ReturnType<typeof sharedPorts> | undefined;

  const sim = {
    ...ground,
    ...{ fleet, peek, deadMan, leases, invariants, places, engine, notices, outside, evaluate, quietly },
    ...durationsOf(ground),
    ...pending,
    ...openUnderWay(ground, invariants.over),
    ...peopleAround(ground, peek, workAs, invariants.stopAccepted),
    ...{ trace: places.trace, fired: places.fired, levers: outside.levers },
    shared: () => {
      shared ??= sharedPorts(sim);
      return shared;
    },
    skewMs: (fn: string) => (others.has(fn) ? weather.othersSkewMs : weather.skewMs),
    /** A call is sent: answers what spoils it, if something does. */
    reached: (invocation: Invocation, call: Call): Spoilt | undefined => {
      steps += 1;
      return reached(sim, invocation, call);
    },
    arriving: invariants.arriving,
    /** The far end has done it. */
    landed: (invocation: Invocation, call: Call, answer: unknown): void => {
      steps += 1;
      invariants.landed(invocation, call, answer);
    },
    /** The caller is about to hear the answer. */
    made: invariants.made,
    /** Nothing of this may still happen. */
    isQuiet: () => pending.isNothingPending() && fleet.onTheWay(ground.runId).length === 0,
  };

  evaluate();
  alarms.subscribe(alarmEvents(ground, quietly));
  everyMinute(ground, quietly, invariants.minute);
  alarmSystem.flapIfDue();
  return sim;
};

// Users notice only what is there.
const isDegraded = ({ isNoticed }: Scenario, { effects }: Fleet): boolean =>
  isNoticed && effects.some((one) => one.landedAtMs !== undefined && one.endedAtMs === undefined);

const everyMinute = ({ clock, weather, schedule }: Ground, quietly: Quietly, checked: () => void): void => {
  const tick = () => {
    clock.at(clock.now() + minuteMs, tick);
    checked();
    if (!weather.isReconcilerDead && !schedule.without.includes('reconciler')) quietly('reconcile', {}, []);
  };
  clock.at(clock.now() + minuteMs, tick);
};
