import { describe, expect, test } from 'vitest';
import { ServiceUnavailable, WrongAsAsked } from '../../../core/errors.ts';
import { type Answer, awsError, awsServer, impatient, type TestSettings } from './signals-server.ts';

/** A call of an adapter, made with a client of the given settings. */
export type Call = (settings: TestSettings) => Promise<unknown>;

const doubtful: readonly (readonly [string, Answer])[] = [
  ['throttled', awsError('ThrottlingException', 400, 'Rate exceeded')],
  ['throttled with 429', awsError('TooManyRequestsException', 429)],
  ['failed', awsError('InternalFailure', 500)],
  ['unavailable', { status: 503, body: 'no' }],
  ['never answered', 'hang'],
  ['cut off', 'cut'],
  ['with credentials that have just expired', awsError('ExpiredTokenException', 400)],
];

/** What every call of AWS does when it fails, by its name. `toXml` where the protocol is not JSON. */
export const failsAsCallsDo = (
  service: string,
  calls: Readonly<Record<string, Call>>,
  toXml?: (name: string) => string,
): void => {
  const as = (answer: Answer): Answer => {
    if (typeof answer === 'string' || toXml === undefined) return answer;
    const { status = 200, body } = answer;
    const name = typeof body === 'object' && '__type' in body ? `${body.__type}` : 'Other';
    return { status, body: toXml(name) };
  };
  describe(`${service}, when AWS fails`, () => {
    describe.each(Object.entries(calls))('%s', (_, call) => {
      test.each(doubtful)('is in doubt when it is %s', async (_how, answer) => {
        const { settings } = await awsServer(() => as(answer));
        await expect(call(impatient(settings))).rejects.toThrow(ServiceUnavailable);
      });

      test('is a no when it is denied, and says what was tried', async () => {
        const { settings } = await awsServer(() => as(awsError('AccessDeniedException', 403)));
        const failing = call(impatient(settings));
        await expect(failing).rejects.toThrow(WrongAsAsked);
        await expect(failing).rejects.toThrow(/^Could not [a-z]+ .+: AccessDenied/);
      });
    });

    test('asks once more by itself, and all is well', async () => {
      const [call] = Object.values(calls);
      let times = 0;
      const first = as(awsError('ThrottlingException', 400));
      const { settings, asked } = await awsServer(() => {
        times += 1;
        return times === 1 ? first : as(awsError('AccessDeniedException', 403));
      });
      await expect(call?.(settings)).rejects.toThrow(WrongAsAsked);
      expect(asked).toHaveLength(2);
    });
  });
};
