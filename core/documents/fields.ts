import * as z from 'zod';
import { parseDuration } from '../duration.ts';
import type { Flaw, Parsed } from '../parsed.ts';
import { quote } from './quote.ts';

/** What an editor shows for a field, and what a message offers when it is missing. */
export type Shown = {
  readonly description: string;
  readonly examples?: readonly unknown[];
  readonly pattern?: string;
};

/** A field that is text on paper and something else in the domain. */
export const read = <Value>(parse: (text: string) => Parsed<Value>, shown: Shown) =>
  z
    .string()
    .transform((text, { issues }) => {
      const parsed = parse(text);
      if (parsed.ok) return parsed.value;
      issues.push(issueOf(text, parsed));
      return z.NEVER;
    })
    .meta({ ...shown });

/** The flaw of a text as zod carries it through. */
export const issueOf = (input: unknown, { message, fix }: Flaw) => ({
  ...{ code: 'custom' as const, input, message },
  params: { fix },
});

/** A field that is text of a certain form; `what` completes "is not …". */
export const text = (
  pattern: RegExp,
  what: string,
  shown: Shown & { readonly examples: readonly string[] },
) =>
  read(
    (value) =>
      pattern.test(value)
        ? { ok: true, value }
        : {
            ok: false,
            message: `${quote(value)} is not ${what}`,
            fix: `write one such as \`${shown.examples[0]}\``,
          },
    { ...shown, pattern: pattern.source },
  );

/** Free text on one or more lines. */
export const prose = (description: string, example: string) =>
  text(/\S/, 'text a person can read', { description, examples: [example] });

/** A kebab-case name of at most 64 characters. */
export const name = (description: string, example: string) =>
  text(/^(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*$/, 'a kebab-case name of at most 64 characters', {
    description,
    examples: [example],
  });

/** How long: at least `least`, at most `most` (both milliseconds, said in the flaw as texts). */
export const duration = (description: string, example: string, range: Range = POSITIVE) =>
  read((value) => inRange(value, parseDuration(value), range), {
    ...{ description: `${description} An ISO-8601 duration.`, examples: [example] },
    pattern: '^P(?=[0-9T])([0-9]+W|([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+([.][0-9]{1,3})?S)?)?)$',
  });

/** The durations a field takes, and how to say so. */
export type Range = { readonly allows: (ms: number) => boolean; readonly flaw: string; readonly fix: string };

/** Any duration but none at all. */
export const POSITIVE: Range = {
  allows: (ms) => ms > 0,
  flaw: 'is no time at all',
  fix: 'write more than zero, such as `PT1M`',
};

/** Any duration, none at all too. */
export const ANY: Range = { allows: () => true, flaw: '', fix: '' };

const inRange = (value: string, parsed: Parsed<number>, { allows, flaw, fix }: Range): Parsed<number> =>
  parsed.ok && !allows(parsed.value) ? { ok: false, message: `${quote(value)} ${flaw}`, fix } : parsed;

/** A list whose entries differ. */
export const distinct = <Item extends z.ZodType>(item: Item, most: number, shown: Shown) =>
  z
    .array(item)
    .max(most)
    .check(({ value, issues }) => {
      const seen = new Set<unknown>();
      for (const [index, entry] of value.entries()) {
        const flaw = { message: `${quote(entry)} stands here twice`, fix: 'remove one' };
        if (seen.has(entry)) issues.push({ ...issueOf(value, flaw), path: [index] });
        seen.add(entry);
      }
    })
    .meta({ ...shown, uniqueItems: true });

/** A map of free keys with at least one of them. */
export const filled = <Key extends z.core.$ZodRecordKey, Value extends z.ZodType>(
  map: z.ZodRecord<Key, Value>,
  fix: string,
  shown: Shown,
) =>
  map
    .check(({ value, issues }) => {
      if (Object.keys(value).length === 0) issues.push(issueOf(value, { message: 'the map is empty', fix }));
    })
    .meta({ ...shown, minProperties: 1 });
