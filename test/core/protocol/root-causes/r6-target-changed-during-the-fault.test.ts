/**
 * R6: the target is restarted, replaced or changed during the fault; the undo does not find it, or overwrites what
 * somebody else has done.
 * chaos-mesh #4827 and PR #4829 (rules "left behind permanently"), #1884, #4530; chaosblade #881, #368; pumba #175;
 * litmus #5609; FIS `aws:network:disrupt-vpc-endpoint`, whose page says that a modified target is not restored.
 */
import { expect, test } from 'vitest';
import { anExperiment, faultOn, instanceArn } from '../../../support/an-experiment.ts';
import { openWorld, type World } from '../../../support/world.ts';
import { atRest, pages, replaceReconciler, restOf } from './at-rest.ts';

const minute = 60_000;
const experiment = anExperiment({ faults: [faultOn(1), faultOn(2)] });

/** A person makes the instance anew, by the same name. */
const putRight = ({ targets }: World): void => {
  const gone = targets.get(instanceArn(1));
  if (gone) targets.add(gone.target);
};

const homes: Readonly<Record<string, (world: World) => unknown>> = {
  'the state machine': () => undefined,
  'the reconciler': (world) => {
    world.main.die();
    replaceReconciler(world);
  },
  'the dead man': (world) => {
    world.main.die();
    world.switches.reconciling = false;
  },
};

test.for(Object.entries(homes))(
  '%s does not touch a target that was replaced, tells of it, and lets go when a person has put it right',
  async ([, leaveItTo]) => {
    const world = await openWorld({ needs: 1 });
    const runId = await world.start(experiment);
    await world.until(runId, 'observing');
    leaveItTo(world);
    world.targets.terminate(instanceArn(1));
    await world.clock.advance(8 * minute);

    expect(world.targets.get(instanceArn(1))?.state).toBe('terminated');
    expect(world.targets.get(instanceArn(2))?.state).toBe('running');
    const [drifted, undone] = await world.faultsOf(runId);
    expect(drifted).toMatchObject({ state: 'drifted', drift: 'web-1 terminated' });
    expect(undone?.state).not.toBe('drifted');
    expect((await world.look(runId)).conclusion).toMatchObject({ restoration: 'unverified', exitCode: 5 });
    expect(await restOf(world, runId)).toMatchObject({ isArmed: true, stopped: ['web-1'] });
    expect((await world.leases.list()).map(({ key }) => key)).toContain(instanceArn(1));
    expect(await toldOf(world)).toContain('web-1 terminated');

    const before = pages(world);
    await world.clock.advance(10 * minute);
    expect(pages(world)).toBeGreaterThan(before);
    expect((await world.look(runId)).state).not.toBe('closed');

    putRight(world);
    await world.clock.advance(2 * minute);
    await world.concluded(runId);
    expect(await restOf(world, runId)).toEqual(atRest);
  },
);

const toldOf = async ({ notices }: World) =>
  notices.told.flatMap(({ kind, text }) => (kind === 'needs-human' ? [text] : [])).join('\n');

test('what somebody has started again is neither stopped nor started by the undo', async () => {
  const world = await openWorld({ needs: 1 });
  const runId = await world.start(experiment);
  await world.until(runId, 'observing');
  await world.clock.advance(20_000);
  world.targets.start(instanceArn(1));
  const startedAtMs = world.targets.get(instanceArn(1))?.processStartedAtMs;
  const { conclusion } = await world.concluded(runId);
  expect(world.targets.get(instanceArn(1))?.processStartedAtMs).toBe(startedAtMs);
  expect(conclusion.restoration).toBe('restored');
  expect(await restOf(world, runId)).toEqual(atRest);
});

test('a target that is replaced after its undo is no longer restored: a person is asked', async () => {
  const world: World = await openWorld({
    needs: 1,
    driver: (driver) => ({
      ...driver,
      undo: async (record) => {
        const outcome = await driver.undo(record);
        if (record.name === 'stop-1' && outcome.outcome === 'accepted')
          world.targets.terminate(instanceArn(1));
        return outcome;
      },
    }),
  });
  const runId = await world.start(experiment);
  await world.clock.advance(8 * minute);
  expect(world.targets.get(instanceArn(1))?.state).toBe('terminated');
  expect((await world.faultsOf(runId))[0]?.state).not.toBe('verified');
  expect((await world.look(runId)).conclusion).toMatchObject({ restoration: 'unverified', exitCode: 5 });
  expect(await toldOf(world)).toContain('stop-1');
  putRight(world);
  await world.clock.advance(2 * minute);
  await world.concluded(runId);
  expect(await restOf(world, runId)).toEqual(atRest);
});
