/**
 * R1: the intent is written after the effect, so whoever comes after a crash finds a fault and no record of it.
 * chaos-mesh #2449, fixed by chaos-mesh PR #2624: "CR is deleted, but faults are still injected".
 */
import { expect, test } from 'vitest';
import { signalRun } from '../../../../core/protocol/signal.ts';
import type { FaultRecord } from '../../../../core/run.ts';
import { anExperiment, faultOn } from '../../../support/an-experiment.ts';
import type { PortCall } from '../../../support/interfere.ts';
import { openWorld, type World } from '../../../support/world.ts';
import { atRest, replaceReconciler, restOf, stopBy } from './at-rest.ts';

const experiment = anExperiment({ faults: [faultOn(1), faultOn(2)] });

/** What the stores know of a fault at the moment in which the far end sees its call. */
const known = async ({ runs, journal, deadMan }: World, { runId, ordinal, name }: FaultRecord) => {
  const record = (await runs.faults(runId)).find((one) => one.ordinal === ordinal);
  const intents = (await journal.read(runId)).filter(({ kind }) => kind === 'fault-intended');
  return {
    state: record?.state,
    undo: Object.values(record?.before ?? {}),
    isBounded: record?.deadlineMs !== undefined && deadMan.firesAtMs(runId) !== undefined,
    isInJournal: intents.some(({ data }) => data?.fault === name),
  };
};

const whole = { state: 'intended', undo: [{ state: 'running' }], isBounded: true, isInJournal: true };

type Death = (world: World, call: PortCall) => Promise<unknown>;

/** One run whose process dies at the k-th call between the decision to inject and the last answer of the far end. */
const killedAt = async (k: number, death: Death) => {
  let calls = 0;
  let name: string | undefined;
  let answers = 0;
  const seen: unknown[] = [];
  const world: World = await openWorld({
    ...{ needs: 1, warmUpMs: 0, deadMan: false },
    driver: (driver) => ({
      ...driver,
      inject: async (record) => {
        seen.push(await known(world, record));
        return driver.inject(record);
      },
    }),
    around: async (call) => {
      const { state } = (await world.runs.get('r')) ?? {};
      if (answers < 2 && (state === 'armed' || state === 'injecting')) calls += 1;
      else return call.make();
      if (call.name === 'faults.inject') answers += 1;
      if (calls !== k) return call.make();
      name = call.name;
      return death(world, call);
    },
  });
  const started = world.start(experiment, 'r');
  await world.when(async () => !world.main.isAlive() || answers === 2);
  await world.clock.advance(1_000);
  const rest = world.main.isAlive() ? undefined : await broughtHome(world);
  if (world.main.isAlive()) await started;
  return { calls, name, seen, rest, injected: world.far.injected.length };
};

const broughtHome = async (world: World) => {
  replaceReconciler(world);
  await world.clock.advance(3 * 60_000);
  return restOf(world, 'r');
};

const deaths: Readonly<Record<string, Death>> = {
  before: async ({ main }) => main.die(),
  after: async ({ main }, { make }) => {
    await make();
    main.die();
  },
};

test.for(Object.entries(deaths))(
  'a process that dies %s any call between the decision and the effect has left a record to undo by',
  async ([, death]) => {
    const { calls, seen: all } = await killedAt(0, death);
    expect(all).toEqual([whole, whole]);
    const effects: number[] = [];
    for (let k = 1; k <= calls; k += 1) {
      const { seen, rest, injected, name } = await killedAt(k, death);
      expect(seen, `as the far end saw it, killed at ${name}`).toEqual(seen.map(() => whole));
      const restoration = injected > 0 ? 'restored' : expect.stringMatching('restored|nothing-injected');
      expect(rest, `killed at call ${k}, ${name}`).toEqual({ ...atRest, restoration });
      effects.push(injected);
    }
    expect(effects).toEqual(expect.arrayContaining([0, 1]));
  },
);

test('a stop that overtakes an effect on its way finds the record, and undoes what lands late', async () => {
  const world = await openWorld({
    ...{ needs: 1, lateEffectMs: 30_000, reconciling: false, deadMan: false },
    driver: (driver) => ({
      ...driver,
      fence: async () => undefined,
      inject: async (record) => {
        await world.clock.sleep(10_000);
        return driver.inject(record);
      },
    }),
  });
  const runId = await world.start(anExperiment({ faults: [faultOn(1)] }));
  await world.when(async () => (await world.faultsOf(runId))[0]?.state === 'intended');
  await signalRun(world.main.ports, runId, stopBy(world, 'ben'));
  await world.concluded(runId);
  expect(world.far.injected).toHaveLength(1);
  expect(await restOf(world, runId)).toEqual(atRest);
});
