import { describe, expect, test } from 'vitest';
import { definitionOf } from '../../../core/deploy/definition.ts';
import { deploy, followSchedule, withdraw } from '../../../core/deploy/deploy.ts';
import { NotJustNow } from '../../../core/errors.ts';
import type { Schedule } from '../../../core/experiment.ts';
import { anExperiment } from '../../support/an-experiment.ts';
import { memoryDefinitions } from '../../support/memory/definitions.ts';
import { memorySchedules } from '../../support/memory/schedules.ts';
import { virtualClock } from '../../support/memory/virtual-clock.ts';

const at = (hour: number): Schedule => ({ expression: `cron(0 ${hour} * * ? *)`, zone: 'UTC' });
const shop = { kind: 'Experiment', name: 'one-instance-stops' } as const;
const withSchedule = (schedule?: Schedule) =>
  definitionOf(anExperiment(schedule ? { schedule } : {}), [], { updatedAtMs: 0, updatedBy: 'ana' });

const place = () => ({ definitions: memoryDefinitions(), schedules: memorySchedules(virtualClock()) });

describe('a document that is deployed', () => {
  test('has its schedule, and loses it with it', async () => {
    const fronts = place();
    expect(await deploy(fronts, withSchedule(at(10)), undefined)).toBe(true);
    expect(await fronts.schedules.list()).toEqual([{ ...shop, schedule: at(10) }]);

    expect(await deploy(fronts, withSchedule(), withSchedule(at(10)).version)).toBe(true);
    expect(await fronts.schedules.list()).toEqual([]);

    await deploy(fronts, withSchedule(at(11)), withSchedule().version);
    expect(await withdraw(fronts, shop, withSchedule(at(11)).version)).toBe(true);
    expect(await fronts.schedules.list()).toEqual([]);
  });

  test('over a version that is not in force any more changes nothing', async () => {
    const fronts = place();
    await deploy(fronts, withSchedule(at(10)), undefined);

    expect(await deploy(fronts, withSchedule(at(11)), undefined)).toBe(false);
    expect(await deploy(fronts, withSchedule(at(11)), 'another')).toBe(false);
    expect(await withdraw(fronts, shop, 'another')).toBe(false);

    expect(await fronts.schedules.list()).toEqual([{ ...shop, schedule: at(10) }]);
  });

  test('by two at once ends with the schedule of the document in force', async () => {
    const fronts = place();
    // The second deploys between the first's document and its schedule.
    const put = async (ref: typeof shop, schedule: Schedule) => {
      if (schedule.expression === at(10).expression)
        await deploy(fronts, withSchedule(at(11)), withSchedule(at(10)).version);
      await fronts.schedules.put(ref, schedule);
    };
    await deploy(
      { ...fronts, schedules: { ...fronts.schedules, put: put as never } },
      withSchedule(at(10)),
      undefined,
    );

    expect((await fronts.definitions.get(shop))?.version).toBe(withSchedule(at(11)).version);
    expect((await fronts.schedules.get(shop))?.schedule).toEqual(at(11));
  });

  test('that never stands still is an error that says so', async () => {
    let n = 0;
    const definitions = { get: async () => withSchedule(at(n++ % 24)) };
    const nobody = { put: async () => true, remove: async () => true };
    const following = followSchedule({ ...place(), definitions: { ...nobody, ...definitions } }, shop);
    await expect(following).rejects.toThrow(NotJustNow);
  });
});
