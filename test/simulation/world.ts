import type { AlarmNow, DeadManInput, HttpProbes, Notice, Ports, TemporaryAlarm } from '../../core/ports.ts';
import { decideApproval } from '../../core/protocol/approval.ts';
import { signalRun } from '../../core/protocol/signal.ts';
import { startRun } from '../../core/protocol/start.ts';
import type { Engine } from '../../lab/engine/api.ts';
import { memoryAlarms } from '../support/memory/alarms.ts';
import { countingIds } from '../support/memory/counting-ids.ts';
import { memoryDeadMan } from '../support/memory/dead-man.ts';
import { memoryGameDays } from '../support/memory/game-days.ts';
import { memoryCalendars, memoryHolidays, memoryIncidents } from '../support/memory/guards.ts';
import { memoryLeases } from '../support/memory/leases.ts';
import { memoryLevers } from '../support/memory/levers.ts';
import { memoryNotices, memoryReports } from '../support/memory/messages.ts';
import { memoryMetrics } from '../support/memory/metrics.ts';
import { virtualClock } from '../support/memory/virtual-clock.ts';
import type { Call } from './call.ts';
import { chance } from './chance.ts';
import { callClasses, classesOf, expiredToken } from './disturbances/calls.ts';
import { eventAt, events } from './disturbances/events.ts';
import { taskError } from './disturbances/tasks.ts';
import { startWholeRun } from './disturbances/whole-run.ts';
import { engineFor, executionsOf } from './engine.ts';
import { simulatedDriver } from './far-end/drivers.ts';
import { openFleet } from './far-end/fleet.ts';
import { revertClasses, traits } from './far-end/traits.ts';
import { openInvariants } from './invariants/watch.ts';
import type { Witness } from './invariants/witness.ts';
import { type Invocation, invoke, sharedPorts, within } from './invocation.ts';
import type { Scenario } from './scenarios.ts';
import { theTargets } from './scenarios.ts';
import type { Disturbance, Schedule } from './schedule.ts';
import { callAt } from './singles.ts';
import { openStores } from './stores.ts';
import { fair } from './weather.ts';

/** One simulated run and everything around it. */
export type Simulation = ReturnType<typeof openSimulation>;

const storePorts = ['experiments', 'runs', 'journal', 'leases', 'levers', 'gameDays'];
const noticedAfterMs = 1_000;
const minuteMs = 60_000;

let worlds = 0;

/** Opens the world of one schedule: nothing has started yet, and no time has passed. */
export const openSimulation = (schedule: Schedule, scenario: Scenario, isTold = false) => {
  const clock = virtualClock();
  const random = chance(schedule.seed);
  const weather = fair();
  const { experiments, runs, journal, peek } = openStores();
  const alarms = memoryAlarms(clock);
  const metrics = memoryMetrics(clock);
  const notices = memoryNotices();
  const leases = memoryLeases();
  const fleet = openFleet(clock, theTargets, () => {
    invariants.changed();
    clock.at(clock.now() + noticedAfterMs, evaluate);
  });
  const isDegraded = () =>
    scenario.isNoticed &&
    fleet.effects.some((one) => one.landedAtMs !== undefined && one.endedAtMs === undefined);
  const evaluate = () => {
    const state = isDegraded() || weather.isAlarmForced ? 'ALARM' : 'OK';
    metrics.set('orders', state === 'OK' ? 100 : 0);
    invariants.evaluated(state === 'ALARM');
    for (const name of ['shop-errors', ...temporary]) alarms.set(name, state);
  };
  const temporary = new Set<string>();
  const http: HttpProbes = {
    ask: async () => ({ status: isDegraded() || weather.isAlarmForced ? 503 : 200, latencyMs: 20 }),
  };
  const runId = `run-${String(++worlds).padStart(6, '0')}`;
  const timeline: string[] = [];
  const trace: string[] = [];
  const counts = new Map<string, number>();
  const told = (text: () => string) => {
    if (isTold) timeline.push(`${String(clock.now() - startedAtMs).padStart(8)} ms  ${text()}`);
  };
  const startedAtMs = clock.now();
  const pending = { count: 0 };
  const underWay = new Set<Invocation>();
  let hasGivenUp = false;
  let isRepeated = false;
  let shared: ReturnType<typeof sharedPorts> | undefined;
  let pagedAtMs: number | undefined;
  let invocations = 0;
  let steps = 0;
  let ticks = 0;

  const wholeRun = startWholeRun(schedule, weather);
  if (scenario.isDeaf) weather.events = 'lost';
  const engine: Engine = engineFor({
    clock,
    random,
    timesOutAfterS: wholeRun.timesOutAfterS,
    invoke: async (fn, payload, { stateName }) => {
      const visit = count(`task:${stateName}`);
      const error = taskError(schedule, `task:${stateName}#${visit}`);
      trace.push(`task:${stateName}#${visit}`);
      if (error && !error.isAfter) throw error.failure;
      const answer = await invoke(sim, fn, payload);
      if (error) throw error.failure;
      return answer;
    },
    onEvent: ({ type, name }) => {
      told(() => `execution ${name === runId ? '' : name}: ${type}`);
      const status = ended[type];
      const isHeard = status && !weather.isStatusRuleLost && !schedule.without.includes('status-rule');
      if (isHeard)
        quietly('on-execution-ended', {
          'detail-type': 'Step Functions Execution Status Change',
          detail: { name, status },
        });
    },
  });
  const count = (what: string) => {
    const next = (counts.get(what) ?? 0) + 1;
    counts.set(what, next);
    return next;
  };
  // Asynchronous invocations are tried three times by Lambda.
  const quietly = (fn: string, event: unknown, again: readonly number[] = [minuteMs, 2 * minuteMs]): void => {
    invoke(sim, fn, event).catch((failure: unknown) => {
      told(
        () => `${fn} failed: ${failure instanceof Error ? `${failure.name}: ${failure.message}` : failure}`,
      );
      const [afterMs, ...rest] = again;
      if (afterMs !== undefined) clock.at(clock.now() + afterMs, () => quietly(fn, event, rest));
    });
  };

  const fire = async (input: DeadManInput): Promise<void> => {
    if (schedule.without.includes('dead-man')) return;
    if (weather.deadManDelayMs > 0) await clock.sleep(weather.deadManDelayMs);
    told(() => 'the dead man fires');
    await invoke(sim, 'dead-man', input);
  };
  const deadMan = memoryDeadMan(clock, fire);

  const temporaryAware = {
    ...alarms,
    putTemporary: async (alarm: TemporaryAlarm) => {
      await alarms.putTemporary(alarm);
      temporary.add(alarm.name);
      clock.at(clock.now() + noticedAfterMs, evaluate);
    },
    deleteTemporary: async (id: string) => {
      for (const name of await alarms.temporary(id)) temporary.delete(name);
      await alarms.deleteTemporary(id);
    },
  };
  const outside = {
    ...{ experiments, runs, journal, leases, alarms: temporaryAware, metrics, http, deadMan },
    notices: {
      tell: async (notice: Notice) => {
        if (notice.kind === 'needs-human') pagedAtMs = clock.now();
        await notices.tell(notice);
      },
    },
    levers: memoryLevers(),
    gameDays: memoryGameDays(),
    calendars: memoryCalendars({}),
    incidents: memoryIncidents({}),
    holidays: async () => memoryHolidays({}),
    reports: memoryReports(),
    ids: countingIds(),
    faults: revertClasses.map((kind) => {
      const driver = simulatedDriver(kind, fleet, clock, !schedule.without.includes('fence'), (id) =>
        invariants.undone(id),
      );
      return {
        ...driver,
        facts: (action: string) => (weather.isDriverGone ? undefined : driver.facts(action)),
      };
    }),
    executions: executionsOf(engine),
    watchers: { start: async (id: string) => quietly('watch-http', { runId: id }, []) },
  } satisfies Partial<Ports>;
  const deliver = ({ alarm, state, reason, atMs }: AlarmNow) => {
    const event = {
      'detail-type': 'CloudWatch Alarm State Change',
      detail: { alarmName: alarm, state: { value: state, reason, timestamp: new Date(atMs).toISOString() } },
    };
    if (weather.events === 'lost') return;
    const send = () => quietly('on-signal', event);
    // A change to ALARM that arrives after the change back.
    if (weather.events === 'late' && state !== 'OK') clock.at(clock.now() + 8_000, send);
    else send();
    if (weather.events === 'twice') clock.at(clock.now() + 1_500, send);
  };

  const disturbances = new Map(schedule.disturbances.map(({ at, what }) => [at, what]));
  const fired: Disturbance[] = [];
  const surprises = [...(schedule.surprises ?? [])];
  let calls = 0;
  const surpriseAt = (point: string): string | undefined => {
    calls += 1;
    const next = surprises[0];
    if (next === undefined || calls < next.afterCalls) return undefined;
    surprises.shift();
    const all = [...classesOf(callAt(point)), ...Object.keys(events)];
    return all[Math.floor(next.which * all.length)];
  };

  const witness: Witness = {
    ...{ clock, fleet, peek, deadMan, leases, weather, scenario, runId, startedAtMs, told },
    steps: () => steps,
    pagedAtMs: () => pagedAtMs,
  };
  const invariants = openInvariants(witness);
  const sim = {
    ...witness,
    ...{
      schedule,
      clock,
      random,
      alarms,
      engine,
      notices,
      outside,
      timeline,
      trace,
      fired,
      pending,
      evaluate,
    },
    invariants,
    ticks: () => ticks,
    shared: () => {
      shared ??= sharedPorts(sim);
      return shared;
    },
    levers: outside.levers,
    skewMs: (fn: string) => (others.has(fn) ? weather.othersSkewMs : weather.skewMs),
    latencyMs: () => 1 + Math.floor(random() * 25),
    asleepMs: (name: string, ms: number): number => {
      // Lambda ends an invocation at its timeout: where nothing else refuses a late call, that is what is relied on.
      if (name === 'faults.undo') return drivesFenced(scenario) ? 25_000 : 80_000;
      return name === 'faults.inject' && !drivesFenced(scenario) ? 80_000 : ms;
    },
    lateMs: (_invocation: Invocation, name: string): number => {
      if (name === 'faults.inject') return drivesFenced(scenario) ? 10 * minuteMs : 80_000;
      return name === 'faults.undo' ? traits['if-asked'].lateEffectMs - 5_000 : 25_000;
    },
    later: (ms: number, run: () => void): void => {
      pending.count += 1;
      clock.at(clock.now() + ms, () => {
        pending.count -= 1;
        run();
      });
    },
    freeze: async (invocation: Invocation, ms: number): Promise<void> => {
      invocation.asleepUntilMs = clock.now() + ms;
      pending.count += 1;
      await clock.sleep(ms);
      pending.count -= 1;
    },
    nextInvocation: () => ++invocations,
    started: (invocation: Invocation) => {
      told(() => `${invocation.fn} (${invocation.number}) begins`);
      underWay.add(invocation);
    },
    over: (invocation: Invocation) => {
      underWay.delete(invocation);
      if (invocation.isAlive && !invocation.hasFailed) invariants.over(invocation);
    },
    /** Every function is replaced by a new version, and what was under way is cut off. */
    deploy: () => {
      for (const one of underWay) void one.die();
    },
    giveUp: () => {
      hasGivenUp = true;
    },
    hasGivenUp: () => hasGivenUp,
    /** Somebody is still at work; watchers are until the run is closed. */
    isBusy: () => [...underWay].some(({ fn, isAlive }) => isAlive && fn !== 'watch-http'),
    /** A call is sent: answers what spoils it, if something does. */
    reached: (invocation: Invocation, call: Call): (() => Promise<unknown>) | undefined => {
      steps += 1;
      const { fn } = invocation;
      const place = `${fn}/${call.name}`;
      const point = `${place}#${count(place)}`;
      trace.push(point);
      const what = disturbances.get(point) ?? surpriseAt(point);
      if (isTold) told(() => `  ${fn} (${invocation.number}) ${call.name}${what ? `  <<< ${what}` : ''}`);
      if (what !== undefined) {
        disturbances.delete(point);
        fired.push({ at: point, what });
        eventAt(sim, invocation, what);
      }
      invariants.sent(invocation, call);
      const spoil = what === undefined ? undefined : callClasses[what]?.spoil;
      if (spoil) return () => spoil(sim, invocation, call);
      return climate(invocation, call);
    },
    arriving: (invocation: Invocation, call: Call) => invariants.arriving(invocation, call),
    /** The far end has done it. */
    landed: (invocation: Invocation, call: Call, answer: unknown) => {
      steps += 1;
      invariants.landed(invocation, call, answer);
    },
    /** The caller is about to hear the answer. */
    made: (invocation: Invocation, call: Call, answer: unknown) => invariants.made(invocation, call, answer),
    /** Anything of this may still happen. */
    isQuiet: () => pending.count === 0 && fleet.onTheWay(runId).length === 0,
    /** Lets the next run of a scenario that is repeated begin, once. */
    repeat: (): void => {
      if (scenario.isRepeated && !isRepeated && peek.run(runId)?.state === 'closed') {
        isRepeated = true;
        void sim.start(`${runId}-2`).catch(() => undefined);
      }
    },
    isRepeatDue: () => scenario.isRepeated === true && !isRepeated && peek.run(runId) !== undefined,
    start: (id = runId): Promise<void> =>
      within(sim, 'trigger', async (ports) => {
        const experiment = await ports.experiments.put(scenario.experiment);
        await startRun(ports, {
          runId: id,
          experiment,
          trigger: { kind: 'api', actor: 'ana' },
          seed: 'seed',
        });
      }),
    pressStop: async (again = 20): Promise<void> => {
      try {
        await within(sim, 'person', (ports) =>
          signalRun(ports, runId, {
            kind: 'person',
            atMs: clock.now(),
            actor: 'ana',
            reason: 'pressed Stop',
          }),
        );
        invariants.stopAccepted();
      } catch {
        if (again > 0 && peek.run(runId)) clock.at(clock.now() + 5_000, () => void sim.pressStop(again - 1));
      }
    },
    approve: (): Promise<void> =>
      within(sim, 'person', (ports) => decideApproval(ports, runId, 'approved', 'ben')),
    quietly,
  };

  /** What lasts: credentials that are over, a role without rights, a table that answers nobody. */
  const climate = (invocation: Invocation, { name }: Call): (() => Promise<never>) | undefined => {
    const no = (failure: Error) => async () => {
      throw failure;
    };
    if (invocation.isExpired) return no(expiredToken());
    if (weather.denied.has(invocation.fn) || (weather.isUndoDenied && name === 'faults.undo'))
      return no(Object.assign(new Error(`${name} is not authorized`), { name: 'AccessDeniedException' }));
    if (weather.isNotifierDown && name === 'notices.tell') return no(new Error('no_service'));
    const isTable = storePorts.includes(name.split('.')[0] ?? '');
    if (isTable && weather.tableThrottledUntilMs > clock.now())
      return no(Object.assign(new Error('Rate exceeded'), { name: 'ServiceUnavailable' }));
    return undefined;
  };

  const tick = () => {
    clock.at(clock.now() + minuteMs, tick);
    invariants.minute();
    ticks += 1;
    if (!weather.isReconcilerDead && !schedule.without.includes('reconciler')) quietly('reconcile', {}, []);
  };
  const flap = () => {
    clock.at(clock.now() + 1_700, flap);
    if (weather.isFlapping) weather.isAlarmForced = !weather.isAlarmForced;
    evaluate();
  };
  evaluate();
  alarms.subscribe(deliver);
  clock.at(clock.now() + minuteMs, tick);
  if (weather.isFlapping) clock.at(clock.now() + 4_000, flap);
  return sim;
};

const others = new Set(['reconcile', 'dead-man', 'on-execution-ended']);

const ended: Readonly<Record<string, string>> = {
  ExecutionFailed: 'FAILED',
  ExecutionAborted: 'ABORTED',
  ExecutionTimedOut: 'TIMED_OUT',
};

const drivesFenced = ({ experiment }: Scenario): boolean =>
  experiment.faults.every(({ action }) => {
    const kind = revertClasses.find((one) => action === `sim:${one}`);
    return kind !== undefined && traits[kind].isFenced;
  });
