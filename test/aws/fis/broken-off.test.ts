import { randomUUID } from 'node:crypto';
import { RunInstancesCommand } from '@aws-sdk/client-ec2';
import { expect, inject, test } from 'vitest';
import { ServiceUnavailable } from '../../../core/errors.ts';
import type { FaultDriver } from '../../../core/ports.ts';
import type { FaultRecord } from '../../../core/run.ts';
import { recordOf } from '../../contracts/record-of.ts';
import { sampleFault } from '../../contracts/samples.ts';
import { ec2Effects } from '../support/fis-effects.ts';
import type { FisTrouble } from '../support/fis-server.ts';
import { fisDriverWorld, ownersAt } from '../support/fis-world.ts';

const owners = ownersAt(inject('moto'));
const { ec2 } = owners;

const stopOne = async (parameters: Readonly<Record<string, string>>) => {
  const tags = { drill: randomUUID() };
  const Tags = [{ Key: 'drill', Value: tags.drill }];
  const TagSpecifications = [{ ResourceType: 'instance' as const, Tags }];
  await ec2.send(
    new RunInstancesCommand({ ImageId: 'ami-12c6146b', MinCount: 1, MaxCount: 1, TagSpecifications }),
  );
  const world = await fisDriverWorld(owners, ec2Effects(ec2));
  const fault = sampleFault('aws:ec2:stop-instances', parameters);
  const targets = { ...fault.targets, tags };
  return { ...world, record: await recordOf(world.driver, { ...fault, targets }, world.clock.now()) };
};

/** As the way home does it: as often as it takes, but not for ever. */
const bringHome = async ({ fence, undo }: FaultDriver, record: FaultRecord): Promise<void> => {
  for (let attempt = 1; ; attempt++) {
    try {
      await fence(record.runId);
      await undo(record);
      return;
    } catch (failure) {
      if (!(failure instanceof ServiceUnavailable) || attempt === 5) throw failure;
    }
  }
};

const down = { status: 503, type: 'ServiceUnavailable' } as const;
// As often as the SDK asks.
const forGood = 3;

const ways: Readonly<Record<string, FisTrouble['answer']>> = {
  'does nothing': down,
  'is done, and not answered': 'lost',
};

const calls = [
  'GET /experiments?',
  'POST /experimentTemplates',
  'POST /experiments',
  'GET /experiments/',
] as const;

test.for(
  calls.flatMap((on) =>
    Object.keys(ways).flatMap((way) =>
      [{}, { startInstancesAfterDuration: 'PT5M' }].map((parameters) => [on, way, parameters] as const),
    ),
  ),
)('an injection whose %s %s comes home, parameters %o', async ([on, way, parameters]) => {
  const { driver, server, record } = await stopOne(parameters);
  const answer = ways[way] ?? down;
  server.troubles.push({ on, times: forGood, answer });

  const failure = await driver.inject(record).catch((error: unknown) => error);
  // A start whose answer is lost is found by its tags, and then it is no failure at all; never is it a refusal.
  expect([undefined, expect.any(ServiceUnavailable)]).toContainEqual(failure);
  server.troubles.length = 0;
  await bringHome(driver, record);

  expect(await driver.verify(record)).toMatchObject({ restored: true });
  expect(await driver.residue(record.runId)).toEqual([]);
});

test.for([
  'GET /experimentTemplates',
  'DELETE /experimentTemplates',
  'GET /experiments?',
  'DELETE /experiments',
  'GET /experiments/',
])('a way home whose %s fails goes on where it was', async (on) => {
  const { driver, server, record } = await stopOne({ startInstancesAfterDuration: 'PT5M' });
  await driver.inject(record);

  server.troubles.push({ on, times: forGood, answer: down });
  await bringHome(driver, record);

  expect(await driver.verify(record)).toMatchObject({ restored: true });
  expect(await driver.residue(record.runId)).toEqual([]);
});

test('several ways home at once come home as one', async () => {
  const { driver, record } = await stopOne({ startInstancesAfterDuration: 'PT5M' });
  await driver.inject(record);

  await Promise.all([bringHome(driver, record), bringHome(driver, record), bringHome(driver, record)]);

  expect(await driver.verify(record)).toMatchObject({ restored: true });
  expect(await driver.residue(record.runId)).toEqual([]);
});

test('an injection and a way home at the same time leave nothing, once the way home has come again', async () => {
  const { driver, record } = await stopOne({ startInstancesAfterDuration: 'PT5M' });

  await Promise.allSettled([driver.inject(record), bringHome(driver, record)]);
  // After the quarantine: nothing is on its way any more.
  await bringHome(driver, record);

  expect(await driver.verify(record)).toMatchObject({ restored: true });
  expect(await driver.residue(record.runId)).toEqual([]);
});
