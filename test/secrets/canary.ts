import { inspect } from 'node:util';
import { expect } from 'vitest';

/** What is in every secret that a deployment has. */
export const canary = 'CANARY0cafe0dead0beef0CANARY';

// The same in base64 is what it is within a key.
const forms = [canary, Buffer.from(canary).toString('base64').slice(4, -4), encodeURIComponent(canary)];

/** Anything as a text in which a canary would be found, however deep it is. */
export const inText = (output: unknown): string =>
  typeof output === 'string'
    ? output
    : inspect(output, { depth: 50, maxArrayLength: null, maxStringLength: null });

/** A failure with all its causes, and what nobody shows of it. */
export const wholeFailure = (failure: unknown): string => inspect(failure, { depth: 20, showHidden: true });

/** Fails where a canary has come out of something. */
export const expectNoCanary = (outputs: Readonly<Record<string, unknown>>): void => {
  for (const [name, output] of Object.entries(outputs))
    for (const form of forms) expect(inText(output).includes(form), `${name} has a canary`).toBe(false);
};
