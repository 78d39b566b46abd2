import { alternatives } from '../../core/documents/quote.ts';
import { WrongAsAsked } from '../../core/errors.ts';
import type { Secrets } from '../../core/fronts.ts';

/** Reads what comes after the scheme of a reference: `/firedrill/token` of `ssm:/firedrill/token`. */
export type ReadSecret = (address: string) => Promise<string>;

/** Where secrets may be, by the scheme of their references. */
export type SecretSchemes = Readonly<Record<string, ReadSecret>>;

/** Secrets by the scheme of their references. A failure names the reference, and never what it holds. */
export const secretsByScheme = (schemes: SecretSchemes): Secrets => ({
  read: async (reference) => {
    const [, scheme = '', address = ''] = /^([a-z]+):(\S+)$/.exec(reference) ?? [];
    const readSecret = Object.hasOwn(schemes, scheme) ? schemes[scheme] : undefined;
    if (readSecret === undefined) throw new WrongAsAsked(noReference(Object.keys(schemes)));
    const value = usable(await readSecret(address));
    if (value === '') throw new WrongAsAsked(`The secret ${reference} is empty`);
    return value;
  },
});

// Whoever pasted the secret itself where its reference belongs should not read it again in a log.
const noReference = (known: readonly string[]): string =>
  `What stands for a secret is no reference to one: write ${alternatives(known.map((scheme) => `${scheme}:…`))}`;

// Editors and pipes end a text with a line break, and no token has one.
const usable = (value: string): string => value.replace(/[\r\n]+$/, '');
