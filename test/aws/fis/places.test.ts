import { CreateExperimentTemplateCommand, StartExperimentCommand } from '@aws-sdk/client-fis';
import { expect, inject, test } from 'vitest';
import { fisLimits, fisPlaces } from '../../../adapters/fis/places.ts';
import { faultTags } from '../../../adapters/fis/tags.ts';
import type { PlannedFault } from '../../../core/run.ts';
import { fisAt, fisDriverWorld, ownersAt } from '../support/fis-world.ts';

const fault = (name: string, targets = 1, driver = 'fis'): PlannedFault => ({
  ...{
    name,
    driver,
    action: 'aws:ec2:stop-instances',
    revertClass: 'if-asked',
    undo: '',
    iamEnforced: 'yes',
  },
  ...{ fleet: targets, parameters: {}, startAfterMs: 0, durationMs: 60_000 },
  targets: Array.from({ length: targets }, (_, n) => ({
    ...{ arn: `arn:aws:ec2:eu-central-1:1:instance/i-${n}`, label: `i-${n}`, tags: {}, containers: [] },
  })),
});

const start = async (url: string, tags: Record<string, string>) => {
  const fis = fisAt(url);
  const { experimentTemplate } = await fis.send(
    new CreateExperimentTemplateCommand({
      ...{ clientToken: crypto.randomUUID(), description: 'one', roleArn: 'arn:aws:iam::1:role/fis' },
      ...{ stopConditions: [{ source: 'none' }], actions: {}, tags },
    }),
  );
  const experimentTemplateId = experimentTemplate?.id ?? '';
  await fis.send(
    new StartExperimentCommand({ clientToken: crypto.randomUUID(), experimentTemplateId, tags }),
  );
};

test('places are what others have left; what our own runs hold, their leases say', async () => {
  const { server } = await fisDriverWorld(ownersAt(inject('moto')), {});
  await start(server.url, { team: 'somebody else' });
  await start(server.url, faultTags('run-1', 0, 'prod'));
  await start(server.url, faultTags('run-1', 0, 'dev'));
  const places = fisPlaces(fisAt(server.url), 'prod');
  expect(await places.demands([fault('a'), fault('b'), fault('c', 1, 'lambda/concurrency')])).toEqual([
    { pool: 'AWS FIS', needed: 2, free: 3 },
  ]);
  expect(await places.demands([fault('c', 1, 'lambda/concurrency')])).toEqual([]);
});

test('a plan alone can be too much for FIS', async () => {
  expect(await fisLimits.exceeded([fault('a', 51)])).toEqual([expect.stringContaining('51 targets')]);
  const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => fault(name));
  expect(await fisLimits.exceeded(six)).toEqual([expect.stringContaining('6 FIS experiments at once')]);
  expect(await fisLimits.exceeded([fault('a', 50)])).toEqual([]);
});
