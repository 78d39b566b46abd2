import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flagIn } from '../../middleware/flag.ts';
import { flagAt, functionWith } from './invoking.ts';

const event = fc.jsonValue().map((value) => value ?? {});

/** What the handler answers without any middleware; anything else fails the test. */
const expectUntouched = async (
  { world, invoke, clock }: ReturnType<typeof functionWith>,
  given: unknown,
): Promise<void> => {
  const startMs = clock.now();

  expect(await invoke(given)).toEqual({ handled: given });

  expect(world.handled).toBe(1);
  expect(world.printed).toEqual([]);
  expect(clock.now()).toBe(startMs);
};

describe('the result of a handler is its own', () => {
  test('whatever text the parameter has that is no flag', async () => {
    const text = fc
      .oneof(fc.string(), fc.json(), fc.constantFrom('none', '{}', '{"fault":{}}', 'null'))
      .filter((one) => flagIn(one) === undefined);
    await fc.assert(
      fc.asyncProperty(text, event, async (value, given) => {
        const pay = functionWith();
        pay.world.value = value;

        await expectUntouched(pay, given);
      }),
    );
  });

  test('whatever a fault says that this version does not know entirely', async () => {
    const known = { exception: 'now' };
    const unknown = fc
      .dictionary(
        fc.string().filter((name) => name !== 'match' && name !== 'latencyMs' && name !== 'percentage'),
        fc.jsonValue(),
        { minKeys: 1 },
      )
      .filter((one) => !Object.hasOwn(one, 'exception') && !Object.hasOwn(one, 'response'));
    await fc.assert(
      fc.asyncProperty(unknown, event, async (more, given) => {
        const pay = functionWith();
        pay.set({ fault: { ...known, ...more } });

        await expectUntouched(pay, given);
      }),
    );
  });

  test('once the flag has expired, however long ago', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -2_000, max: 10 ** 10 }), event, async (agoMs, given) => {
        const pay = functionWith();
        pay.set({ expiresAt: new Date(pay.clock.now() - agoMs).toISOString() });

        await expectUntouched(pay, given);
      }),
    );
  });

  test('whatever reading fails with', async () => {
    const failure = fc.constantFrom(new Error('no answer'), 'text', undefined, null);
    await fc.assert(
      fc.asyncProperty(failure, fc.boolean(), event, async (thrown, isSync, given) => {
        const read = () => {
          if (isSync) throw thrown;
          return Promise.reject(thrown);
        };

        await expectUntouched(functionWith({ read }), given);
      }),
    );
  });

  test('where the request does not match', async () => {
    const request = fc.record({
      rawPath: fc.constantFrom('/', '/pay', '/pay/1', '/ship'),
      headers: fc.constantFrom({}, { 'X-Tenant': 'test' }, { 'x-tenant': 'live' }),
      requestContext: fc.constantFrom('GET', 'POST').map((method) => ({ http: { method } })),
    });
    const others = fc.oneof(
      request.filter(
        ({ rawPath, headers, requestContext }) =>
          !(
            rawPath.startsWith('/pay') &&
            requestContext.http.method === 'POST' &&
            JSON.stringify(headers) === '{"X-Tenant":"test"}'
          ),
      ),
      event,
    );
    await fc.assert(
      fc.asyncProperty(others, async (given) => {
        const pay = functionWith();
        const match = { path: '/pay*', method: 'post', headers: { 'x-tenant': 'test' } };
        pay.set({ fault: { exception: 'now', match } });

        await expectUntouched(pay, given);
      }),
    );
  });

  test('where another function is meant, or none', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string().filter((name) => name !== 'pay')),
        event,
        async (functions, given) => {
          const pay = functionWith();
          pay.set({ functions });

          await expectUntouched(pay, given);
        },
      ),
    );
  });

  test('in a flag that is damaged anywhere, unless it still is a flag', async () => {
    const whole = JSON.stringify(flagAt(Date.parse('2026-11-23T06:00:00Z')));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.constantFrom('', '"', '}', '0'), async (at, instead) => {
        const value = `${whole.slice(0, at)}${instead}${whole.slice(at + 1)}`;
        fc.pre(flagIn(value) === undefined);
        const pay = functionWith();
        pay.world.value = value;

        await expectUntouched(pay, {});
      }),
    );
  });
});
