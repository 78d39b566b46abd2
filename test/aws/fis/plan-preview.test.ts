import { expect, test } from 'vitest';
import { comparedWithFis } from '../../../cli/aws/preview.ts';
import type { Plan } from '../../../core/run.ts';
import { instanceArn, stoppingRecord } from '../support/fis-record.ts';
import { fisDriverWorld, ownersAt, templateSettings } from '../support/fis-world.ts';

const world = async (count: number) => {
  const made = await fisDriverWorld(ownersAt('http://127.0.0.1:9'), {
    'aws:ec2:stop-instances': { parameters: [], begin: async () => undefined, lastsMs: () => 600_000 },
  });
  const { name, action, driver, revertClass, targets, before, after, ...rest } = stoppingRecord(count);
  const fault = { name, action, driver, revertClass, targets, fleet: count, undo: '', iamEnforced: 'yes' };
  const plan = { faults: [{ ...rest, ...fault }] } as unknown as Plan;
  const said = () =>
    comparedWithFis(
      { ...made, settings: templateSettings },
      { snapshot: async () => ({ before, after }) },
      plan,
      'preview-1',
    );
  return { ...made, said, name };
};

test('FIS is asked to find the targets of a plan, and finds the same', async () => {
  const { said, name } = await world(2);
  expect(await said()).toEqual([`fault "${name}": FIS finds the same targets`]);
});

test('what FIS finds beside the plan is named', async () => {
  const { said, server, name } = await world(2);
  server.mood.extraTargets = [instanceArn(9)];
  expect(await said()).toEqual([
    `fault "${name}": FIS finds ${instanceArn(9)}, which the plan does not name`,
  ]);
});
