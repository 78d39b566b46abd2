import type { AlarmNow, DeadManInput } from '../../core/ports.ts';
import { startRun } from '../../core/protocol/start.ts';
import { createEngine } from '../../lab/engine/engine.ts';
import { heldToInvariants } from '../support/invariants.ts';
import { executionsOn, type Process, startProcess } from '../support/process.ts';
import { openShop } from '../support/shop.ts';
import { type Interruptions, interrupted } from './interrupted.ts';
import { type Model, newModel } from './model.ts';
import { loners, type ShapeName, shapes } from './shapes.ts';
import { witnessed } from './witness.ts';

const minute = 60_000;

/** The real thing: functions that can be replaced, on an engine that outlives them, as in AWS. */
export const openSystem = async () => {
  const bare = openShop({ needs: 1 });
  const { clock, alarms, targets } = bare;
  for (const loner of loners) targets.add(loner);
  alarms.set('other-errors', 'OK');
  const model: Model = newModel(clock.now());
  const interruptions: Interruptions = new Map();
  const journal = interrupted(bare.journal, interruptions);
  const shop = heldToInvariants({ ...witnessed(bare, model), journal });
  await clock.advance(minute);

  let ids = 0;
  let functions: Process;
  const engine = createEngine({
    clock,
    random: () => 0.5,
    id: () => `engine-${++ids}`,
    invoke: (name, payload) => functions.invoke(name, payload),
  });
  const executions = executionsOn(engine);
  const deploy = () => startProcess(shop, 'functions', { executions });
  functions = deploy();
  const failures: unknown[] = [];
  const complaints: string[] = [];
  const keep = (failure: unknown) => void failures.push(failure);
  const invoke = (name: string, event: unknown) => functions.invoke(name, event).catch(keep);

  const events: AlarmNow[] = [];
  let isHeard = true;
  alarms.subscribe((change) => {
    events.push(change);
    if (isHeard) deliver(change);
  });
  // As EventBridge delivers it.
  const deliver = ({ alarm, state, reason, atMs }: AlarmNow) => {
    const timestamp = new Date(atMs).toISOString();
    const detail = { alarmName: alarm, state: { value: state, reason, timestamp } };
    void invoke('on-signal', { 'detail-type': 'CloudWatch Alarm State Change', detail });
  };
  const everyMinute = () => {
    clock.at(clock.now() + minute, everyMinute);
    model.lookedAtMs = clock.now();
    void invoke('reconcile', {});
  };
  everyMinute();
  const deadMan = startProcess(shop, 'dead-man', { executions });
  shop.whenSilent(async (input: DeadManInput) => void (await deadMan.invoke('dead-man', input)));

  return {
    ...{ shop, clock, model, engine, failures, complaints, events, deliver, invoke, interruptions },
    ports: () => functions.ports,
    start: async (runId: string, name: ShapeName) => {
      const { ports } = functions;
      const experiment = await ports.experiments.put(shapes[name].experiment);
      await startRun(ports, { runId, experiment, trigger: { kind: 'cli', actor: 'ana' } });
    },
    /** Sets an alarm; its event may be lost. */
    setAlarm: (alarm: string, state: AlarmNow['state'], heard: boolean) => {
      isHeard = heard;
      alarms.set(alarm, state);
      isHeard = true;
    },
    fireDeadMan: (input: DeadManInput) => deadMan.invoke('dead-man', input).catch(keep),
    reconcileTwice: () => {
      model.lookedAtMs = clock.now();
      return Promise.all([invoke('reconcile', {}), invoke('reconcile', {})]);
    },
    /** The functions are replaced: what they were at ends in the middle. */
    deploy: () => {
      functions.die();
      functions = deploy();
    },
  };
};

/** The system of one sequence of commands. */
export type System = Awaited<ReturnType<typeof openSystem>>;
