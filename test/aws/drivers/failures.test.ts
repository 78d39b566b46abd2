import { describe, expect, test } from 'vitest';
import { InjectionRefused, ServiceUnavailable, WrongAsAsked } from '../../../core/errors.ts';
import type { FaultDriver } from '../../../core/ports.ts';
import type { FaultRecord } from '../../../core/run.ts';
import { recordOf } from '../../contracts/record-of.ts';
import { broken, type Meddling, type ProxyServer, throttled } from '../support/proxy.ts';
import { makeGroup } from './asg-scene.ts';
import { atMoto, closeProxies, faultOn } from './at-moto.ts';
import { makeFunction } from './lambda-scene.ts';
import { denied, deniedInXml } from './refusals.ts';

type World = { readonly driver: FaultDriver; readonly proxy: ProxyServer; readonly record: FaultRecord };

const functionWorld = async (): Promise<World> => {
  const world = await atMoto('lambda/concurrency');
  await makeFunction(world, world.id);
  return {
    ...world,
    record: await recordOf(
      world.driver,
      faultOn('lambda/concurrency', 'aws:lambda:function', world.id),
      Date.now(),
    ),
  };
};

const groupWorld = async (): Promise<World> => {
  const world = await atMoto('asg/suspend-process');
  await makeGroup(world, world.id);
  const fault = faultOn('asg/suspend-process', 'aws:ec2:autoscaling-group', world.id, {
    processes: 'Launch',
  });
  return { ...world, record: await recordOf(world.driver, fault, Date.now()) };
};

const throttledInXml: Meddling = {
  status: 400,
  body: '<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse>',
};

const brokenInXml: Meddling = {
  status: 503,
  body: '<ErrorResponse><Error><Type>Receiver</Type><Code>ServiceUnavailable</Code><Message>later</Message></Error></ErrorResponse>',
};

const services = [
  {
    action: 'lambda/concurrency',
    make: functionWorld,
    isWrite: /^(PUT|DELETE) .*concurrency/,
    isRead: /^GET .*concurrency/,
    says: { throttled, broken, denied },
  },
  {
    action: 'asg/suspend-process',
    make: groupWorld,
    isWrite: /Action=(Suspend|Resume)Processes/,
    isRead: /Action=Describe/,
    says: { throttled: throttledInXml, broken: brokenInXml, denied: deniedInXml },
  },
] as const;

/** The fate of the requests that match, one after the other; the last one stays. */
const fating = (proxy: ProxyServer, matching: RegExp, fates: readonly (Meddling | undefined)[]): void => {
  let asked = 0;
  proxy.meddle(({ operation, body }) => {
    if (!matching.test(operation) && !matching.test(body)) return undefined;
    asked += 1;
    return fates[Math.min(asked, fates.length) - 1];
  });
};

closeProxies();

describe.each(services)(
  '$action, when AWS does not answer as it should',
  ({ make, isWrite, isRead, says }) => {
    test.each(['throttled', 'broken'] as const)('%s: nothing is said to be certain', async (how) => {
      const { driver, proxy, record } = await make();
      fating(proxy, isWrite, [says[how]]);

      const failure = await driver.inject(record).catch((it: unknown) => it);

      expect(failure).toBeInstanceOf(ServiceUnavailable);
      expect(await driver.evidence(record)).toMatchObject({ present: 'no' });
    });

    test.each(['throttled', 'broken'] as const)('%s once: the SDK asks again', async (how) => {
      const { driver, proxy, record } = await make();
      fating(proxy, isWrite, [says[how], undefined]);

      await driver.inject(record);

      expect(await driver.evidence(record)).toMatchObject({ present: 'yes' });
    });

    test('an answer that is lost each time leaves a fault that is found and undone', async () => {
      const { driver, proxy, record } = await make();
      fating(proxy, isWrite, ['lose-answer']);

      const failure = await driver.inject(record).catch((it: unknown) => it);

      expect(failure).toBeInstanceOf(ServiceUnavailable);
      expect(await driver.evidence(record)).toMatchObject({ present: 'yes' });
      await expect(driver.undo(record)).rejects.toThrow(ServiceUnavailable);
      expect(await driver.verify(record)).toMatchObject({ restored: true });
      expect(await driver.undo(record)).toEqual({ outcome: 'nothing-to-undo' });
    });

    test('a no to a repeat is no refusal: the attempt before it has taken effect', async () => {
      const { driver, proxy, record } = await make();
      fating(proxy, isWrite, ['lose-answer', says.denied]);

      const failure = await driver.inject(record).catch((it: unknown) => it);

      expect(failure).toBeInstanceOf(WrongAsAsked);
      expect(failure).not.toBeInstanceOf(InjectionRefused);
      expect(await driver.evidence(record)).toMatchObject({ present: 'yes' });
    });

    test('a target that may not be read is not injected, and not undone on suspicion', async () => {
      const { driver, proxy, record } = await make();
      fating(proxy, isRead, [says.denied]);

      await expect(driver.inject(record)).rejects.toThrow(InjectionRefused);
      await expect(driver.undo(record)).rejects.toThrow(WrongAsAsked);

      const written = proxy.asked.filter(
        ({ operation, body }) => isWrite.test(operation) || isWrite.test(body),
      );
      expect(written).toEqual([]);
    });
  },
);
