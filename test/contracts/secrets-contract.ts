import { describe, expect, test } from 'vitest';
import { isFiredrillError, NotFound } from '../../core/errors.ts';
import type { Secrets } from '../../core/fronts.ts';

/** What there is to read: a secret with its reference, and the reference of one that there is not. */
export type SecretSample = {
  readonly secrets: Secrets;
  readonly reference: string;
  readonly value: string;
  readonly missing: string;
};

/** What everything that reads secrets promises. */
export const secretsContract = (name: string, make: () => Promise<SecretSample>): void => {
  describe(`${name}: secrets`, () => {
    test('are read by their references, each time the same', async () => {
      const { secrets, reference, value } = await make();
      expect(await secrets.read(reference)).toBe(value);
      expect(await Promise.all([secrets.read(reference), secrets.read(reference)])).toEqual([value, value]);
    });

    test('that are not there are not found, and the reference is named', async () => {
      const { secrets, missing } = await make();
      const reading = secrets.read(missing);
      await expect(reading).rejects.toThrow(NotFound);
      await expect(reading).rejects.toThrow(missing);
    });

    test('are referred to, or nothing is read, and what was written instead is not repeated', async () => {
      const { secrets, value } = await make();
      for (const wrong of [value, `https://${value}`, `gopher:${value}`, `constructor:${value}`, '']) {
        const failure = await secrets.read(wrong).catch((thrown: unknown) => thrown);
        expect(isFiredrillError(failure)).toBe(true);
        expect(String(failure)).not.toContain(value);
      }
    });
  });
};
