import { type CatalogueAction, catalogued } from '../../catalogue/catalogue.ts';
import { durationParameter } from '../../documents/fault-duration.ts';
import type { RawMap } from '../../documents/raw.ts';
import { nearest } from '../../documents/suggest.ts';
import { parseDuration } from '../../duration.ts';
import type { Note } from '../shared/imported.ts';
import { step } from './pointer.ts';
import { asText, fits, isUnknown, withPlaceholders } from './text.ts';

/** Texts by name, for our document; `flaw` where a fault cannot be made with them. */
export type ReadTexts = {
  readonly value: Readonly<Record<string, string>>;
  readonly notes: readonly Note[];
  readonly flaw?: Note;
};

/** The parameters of an action. `from` and `to` point at them; `faultAt` at the fault. */
export const readParameters = (
  actionId: string,
  parameters: RawMap,
  from: string,
  faultAt: string,
): ReadTexts => {
  const action = catalogued(actionId);
  const to = step(faultAt, 'parameters');
  const read = Object.entries(parameters).map(([name, value]) =>
    readParameter(name, value, { from: step(from, name), to: step(to, name), action }),
  );
  const missing = (action?.parameters ?? [])
    .filter(({ name, required }) => required === true && !Object.hasOwn(parameters, name))
    .map(({ name }) => missingParameter(name, actionId, from.replace(/parameters$/, 'actionId'), faultAt));
  const flaw = read.find((one) => one.flaw)?.flaw;
  return {
    value: Object.fromEntries(read.flatMap(({ pair }) => (pair ? [pair] : []))),
    notes: [...read.flatMap(({ note }) => (note ? [note] : [])), ...missing],
    ...(flaw && { flaw }),
  };
};

type At = { readonly from: string; readonly to: string; readonly action: CatalogueAction | undefined };

type ReadParameter = { readonly pair?: [string, string]; readonly note?: Note; readonly flaw?: Note };

const readParameter = (name: string, value: unknown, { from, to, action }: At): ReadParameter => {
  const text = asText(value);
  if (text === undefined) return { note: refusedAt(from, 'it has no value') };
  if (!fits(text))
    return { flaw: refusedAt(from, 'the value is longer than the 1,024 characters FIS takes') };
  if (durationParameter({ [name]: text }) !== undefined) return readDuration(name, text, from, to);
  const filled = text.includes('{"') || text.trimStart().startsWith('{') ? text : withPlaceholders(text);
  const at = { from, to };
  if (isUnknown(filled)) return { pair: [name, filled], note: { ...at, ...UNKNOWN } };
  const fix = fixOf(name, action);
  if (fix)
    return { pair: [name, text], note: { ...at, what: 'carried', message: fix.message, fix: fix.fix } };
  if (typeof value === 'object')
    return {
      pair: [name, text],
      note: { ...at, what: 'changed', message: 'written as JSON text, as FIS wants it' },
    };
  return { pair: [name, text], note: { ...at, what: 'carried', message: `\`${name}\`` } };
};

const UNKNOWN = {
  what: 'changed' as const,
  message: 'part of this value is not in the template',
  fix: 'fill it in',
};

const readDuration = (name: string, text: string, from: string, to: string): ReadParameter => {
  const at = { from, to };
  if (isUnknown(text))
    return {
      pair: [name, 'PT5M'],
      note: {
        ...at,
        what: 'changed',
        message: `how long is not in the template (${text}); five minutes stand here`,
        fix: 'write how long',
      },
    };
  const parsed = parseDuration(text);
  if (parsed.ok) return { pair: [name, text], note: { ...at, what: 'carried', message: `\`${name}\`` } };
  return { flaw: { what: 'refused', from, message: parsed.message, fix: parsed.fix } };
};

const fixOf = (name: string, action: CatalogueAction | undefined) => {
  if (action === undefined || action.parameters.some((known) => known.name === name)) return undefined;
  const known = action.parameters.map((one) => one.name);
  const meant = nearest(name, known) ?? known.find((one) => one.toLowerCase().includes(name.toLowerCase()));
  return {
    message: `${action.id} has no parameter \`${name}\`, as far as we know, and FIS would refuse it`,
    fix: meant === undefined ? `remove it, or correct its name` : `did you mean \`${meant}\`?`,
  };
};

const missingParameter = (name: string, actionId: string, from: string, to: string): Note => ({
  ...{ what: 'derived', from, to },
  message: `${actionId} needs the parameter \`${name}\`, and the template has none`,
  fix: `add \`parameters.${name}\``,
});

const refusedAt = (from: string, message: string): Note => ({ what: 'refused', from, message });
