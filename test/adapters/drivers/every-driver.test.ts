import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { touched } from '../../../adapters/drivers/attribute/standing.ts';
import { everyAttribute } from '../../../adapters/drivers/every-attribute.ts';
import { ServiceUnavailable, WrongAsAsked } from '../../../core/errors.ts';
import type { FaultDriver, UndoOutcome, Verification } from '../../../core/ports.ts';
import type { FaultRecord } from '../../../core/run.ts';
import { recordOf } from '../../contracts/record-of.ts';
import { type Fate, failureOf } from './far-end.ts';
import { concurrencyService } from './services/concurrency.ts';
import { eventSourceService } from './services/event-sources.ts';
import { groupService } from './services/groups.ts';
import { isolateService } from './services/instances.ts';
import { chaosService, flagService } from './services/parameters.ts';
import { registrationService } from './services/registrations.ts';
import { ruleService } from './services/rules.ts';
import type { World } from './services/service.ts';

const services = [
  chaosService,
  concurrencyService,
  registrationService,
  eventSourceService,
  flagService,
  isolateService,
  ruleService,
  groupService,
];

/** As often as core would, where a service needs some time. */
const untilSettled = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  for (let attempt = 1; ; attempt += 1) {
    const [outcome] = await Promise.allSettled([work()]);
    if (outcome.status === 'fulfilled') return outcome.value;
    if (attempt > 9 || !(outcome.reason instanceof ServiceUnavailable)) throw outcome.reason;
  }
};

const undo = (driver: FaultDriver, record: FaultRecord): Promise<UndoOutcome> =>
  untilSettled(() => driver.undo(record));

/** What an independent look says, once the service has done what it was told. */
const verify = (driver: FaultDriver, record: FaultRecord): Promise<Verification> =>
  untilSettled(async () => {
    const seen = await driver.verify(record);
    if (!seen.restored && !seen.drifted) throw new ServiceUnavailable(seen.seen);
    return seen;
  });

/** A world with a fault that changes something and is about to be injected; undefined where there is none to be had. */
const begin = async (world: World) => {
  const { driver, fault } = world;
  const outcome = await failureOf(recordOf(driver, fault, Date.now()));
  // Refused before anything was touched.
  if (outcome instanceof WrongAsAsked) return undefined;
  const record = await recordOf(driver, fault, Date.now());
  return touched(record).length === 0 ? undefined : { ...world, record, before: world.state() };
};

const runs = { numRuns: 40 };

const anyFate = fc.constantFrom<Fate>('answered', 'refused', 'throttled', 'never-arrived', 'answer-lost');

test('every driver of ours is among them', () => {
  expect(services.map(({ action }) => action)).toEqual(everyAttribute.map(({ action }) => action));
});

describe.each(services)('$action, whatever its service was like before', ({ worlds }) => {
  /** For any world in which there is something to break. */
  const forAny = (work: (begun: NonNullable<Awaited<ReturnType<typeof begin>>>) => Promise<void>) =>
    fc.assert(
      fc.asyncProperty(worlds, async ({ make }) => {
        const begun = await begin(make());
        fc.pre(begun !== undefined);
        await work(begun);
      }),
      runs,
    );

  test('is as it was after inject and undo', () =>
    forAny(async ({ driver, record, before, state }) => {
      await driver.inject(record);
      expect(state()).not.toEqual(before);
      await untilSettled(async () => {
        const { present } = await driver.evidence(record);
        if (present !== 'yes') throw new ServiceUnavailable(present);
      });

      expect((await undo(driver, record)).outcome).not.toBe('drifted');

      expect(state()).toEqual(before);
      expect(await verify(driver, record)).toMatchObject({ restored: true });
      expect(await driver.evidence(record)).toMatchObject({ present: 'no' });
    }));

  test('is left alone by a second undo', () =>
    forAny(async ({ driver, line, record, before, state }) => {
      await driver.inject(record);
      await undo(driver, record);
      const { writes } = line;

      expect(await undo(driver, record)).toEqual({ outcome: 'nothing-to-undo' });

      expect(line.writes).toBe(writes);
      expect(state()).toEqual(before);
    }));

  test('is left alone by an undo of what was never injected', () =>
    forAny(async ({ driver, line, record, before, state }) => {
      expect(await driver.undo(record)).toEqual({ outcome: 'nothing-to-undo' });
      expect(await driver.verify(record)).toMatchObject({ restored: true });

      expect(line.writes).toBe(0);
      expect(state()).toEqual(before);
    }));

  test('is the same after two injections as after one', () =>
    forAny(async ({ driver, line, record, state }) => {
      await driver.inject(record);
      const [{ writes }, once] = [{ ...line }, state()];

      await untilSettled(() => driver.inject(record));

      expect(line.writes).toBe(writes);
      expect(state()).toEqual(once);
    }));

  test('is not overwritten where somebody else has changed it, and all the rest is put back', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, fc.infiniteStream(fc.boolean()), async ({ make }, chance) => {
        const begun = await begin(make());
        fc.pre(begun !== undefined);
        const { driver, record, before, state, itemOf, meddle } = begun;
        await untilSettled(() => driver.inject(record));
        const hit = touched(record).map(({ arn }) => arn);
        const others = hit.filter((_, n) => n === 0 || chance.next().value);
        for (const arn of others) meddle(arn);
        const meddled = state();

        expect(await undo(driver, record)).toMatchObject({ outcome: 'drifted', seen: expect.any(String) });

        expect(await verify(driver, record)).toMatchObject({ restored: false, drifted: true });
        const items = others.map(itemOf);
        for (const item of new Set([...Object.keys(before), ...Object.keys(state())]))
          expect(state()[item]).toEqual(items.includes(item) ? meddled[item] : before[item]);
      }),
      runs,
    );
  });

  test('is as it was when two undo it at once, and neither takes the other for somebody else', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, fc.scheduler(), async ({ make }, schedule) => {
        const begun = await begin(make());
        fc.pre(begun !== undefined);
        const { driver, line, record, before, state } = begun;
        await untilSettled(() => driver.inject(record));
        line.turn = () => schedule.schedule(Promise.resolve());

        const both = await schedule.waitFor(Promise.allSettled([driver.undo(record), driver.undo(record)]));

        for (const one of both) if (one.status === 'fulfilled') expect(one.value.outcome).not.toBe('drifted');
        line.turn = async () => undefined;
        expect((await undo(driver, record)).outcome).not.toBe('drifted');
        expect(state()).toEqual(before);
      }),
      runs,
    );
  });

  test('is as it was in the end, whatever went wrong with the calls', async () => {
    const fates = fc.array(anyFate, { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(worlds, fates, fates, async ({ make }, injecting, undoing) => {
        const begun = await begin(make());
        fc.pre(begun !== undefined);
        const { driver, line, record, before, state } = begun;
        line.fates = [...injecting];
        await failureOf(driver.inject(record));
        line.fates = [...undoing];
        await failureOf(driver.undo(record));
        line.fates = [];

        expect((await undo(driver, record)).outcome).not.toBe('drifted');

        expect(state()).toEqual(before);
        expect(await verify(driver, record)).toMatchObject({ restored: true });
      }),
      runs,
    );
  });
});
