/**
 * R3: the undo failed, which was logged, and the fault was reported as gone.
 * litmus-go `ebs-loss.go` and `ec2-terminate-by-id.go` set "reverted" after the error; chaostoolkit-lib #94 reports a
 * completed experiment whose rollback failed.
 */
import { expect, test } from 'vitest';
import { ServiceUnavailable } from '../../../../core/errors.ts';
import type { FaultDriver } from '../../../../core/ports.ts';
import { anExperiment, errorsAlarm, faultOn } from '../../../support/an-experiment.ts';
import { openWorld, type World } from '../../../support/world.ts';
import { atRest, pages, replaceReconciler, restOf } from './at-rest.ts';

const minute = 60_000;
// An alarm is read when somebody looks: half an hour of it is less work than of a request each second.
const steadyState = { holdForMs: 30_000, probes: [errorsAlarm] };
const experiment = anExperiment({ steadyState, faults: [faultOn(1), faultOn(2)] });

/** What in stores, journal, reports and notices says that a run has been put back. */
const saidBack = async (world: World, runId: string, undoneIsAClaim: boolean): Promise<readonly string[]> => {
  const { state, verifiedAtMs, undoneAtMs, conclusion } = await world.look(runId);
  const faults = await world.faultsOf(runId);
  const kinds = new Set(await world.kinds(runId));
  const told = world.notices.told.filter(
    ({ kind, text }) => kind !== 'needs-human' || !/not verified/.test(text),
  );
  const claims = {
    'the run is closed': state === 'closed',
    'the run is verified': verifiedAtMs !== undefined,
    'the run is undone': undoneIsAClaim && undoneAtMs !== undefined,
    'the verdict is restored': conclusion !== undefined && conclusion.restoration !== 'unverified',
    'a fault is verified': faults.some(
      (fault) => fault.state === 'verified' || fault.verifiedAtMs !== undefined,
    ),
    'a fault is undone': undoneIsAClaim && faults.some((fault) => fault.state === 'undone'),
    'the journal says it': ['restoration-verified', 'fault-verified', 'concluded'].some((kind) =>
      kinds.has(kind),
    ),
    'people are told': told.length > 0,
    'there is a report': world.reports.saved.has(runId),
    'the lease is released': (await world.leases.list()).length === 0,
    'the dead man is disarmed': world.deadMan.firesAtMs(runId) === undefined,
  };
  return Object.entries(claims).flatMap(([claim, is]) => (is ? [claim] : []));
};

type Broken = { is: boolean };
type Fails = (driver: FaultDriver, broken: Broken) => Partial<FaultDriver>;

const refused = async () => {
  throw new ServiceUnavailable('throttled');
};

/** What may go wrong at the far end, and whether "undone" would be a lie meanwhile. */
const failures: Readonly<Record<string, readonly [Fails, undoneIsAClaim: boolean]>> = {
  'every undo throws': [
    (driver, broken) => ({ undo: (record) => (broken.is ? refused() : driver.undo(record)) }),
    true,
  ],
  'every undo is accepted and does nothing': [
    (driver, broken) => ({
      undo: async (record) => (broken.is ? { outcome: 'accepted' } : driver.undo(record)),
    }),
    false,
  ],
  'every undo finds nothing to undo, by its own books': [
    (driver, broken) => ({
      undo: async (record) => (broken.is ? { outcome: 'nothing-to-undo' } : driver.undo(record)),
    }),
    false,
  ],
  'every undo does nothing, and no look at the targets succeeds': [
    (driver, broken) => ({
      undo: async (record) => (broken.is ? { outcome: 'accepted' } : driver.undo(record)),
      verify: (record) => (broken.is ? refused() : driver.verify(record)),
    }),
    false,
  ],
};

const homes = ['the state machine and the reconciler', 'another process', 'the dead man alone'] as const;

const leaveItTo = (world: World, home: (typeof homes)[number]): void => {
  if (home === 'the state machine and the reconciler') return;
  world.main.die();
  if (home === 'another process') replaceReconciler(world);
  else world.switches.reconciling = false;
};

const cases = Object.entries(failures).flatMap(([what, [fails, isAClaim]]) =>
  homes.map((home) => [what, home, fails, isAClaim] as const),
);

test.for(cases)(
  'while %s, %s never says that it is back, and pages; it says so when it is',
  async ([, home, fails, undoneIsAClaim]) => {
    const broken = { is: true };
    const world = await openWorld({
      needs: 1,
      driver: (driver) => ({ ...driver, ...fails(driver, broken) }),
    });
    const runId = await world.start(experiment);
    await world.until(runId, 'observing');
    leaveItTo(world, home);
    for (let turn = 0; turn < 30; turn += 1) {
      await world.clock.advance(minute);
      expect(await saidBack(world, runId, undoneIsAClaim)).toEqual([]);
    }
    expect(world.stopped()).toHaveLength(2);
    expect(pages(world)).toBeGreaterThan(0);
    broken.is = false;
    await world.concluded(runId);
    expect(await restOf(world, runId)).toEqual(atRest);
    expect((await world.faultsOf(runId)).map(({ state }) => state)).toEqual(['verified', 'verified']);
  },
);

test('of two faults, only the one that is back is said to be back', async () => {
  const broken = { is: true };
  const world = await openWorld({
    needs: 1,
    driver: (driver) => ({
      ...driver,
      undo: (record) => (broken.is && record.name === 'stop-2' ? refused() : driver.undo(record)),
    }),
  });
  const runId = await world.start(experiment);
  await world.until(runId, 'reverting');
  await world.clock.advance(10 * minute);
  expect((await world.faultsOf(runId)).map(({ state }) => state)).toEqual(['undone', 'injected']);
  expect(world.stopped().map(({ target }) => target.label)).toEqual(['web-2']);
  broken.is = false;
  await world.concluded(runId);
  expect(await restOf(world, runId)).toEqual(atRest);
});
