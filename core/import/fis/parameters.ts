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
  const given = new Set(read.flatMap(({ pair }) => pair?.[0] ?? []));
  const missing = (action?.parameters ?? [])
    .filter(({ name, required }) => required === true && !given.has(name))
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
  if (durationParameter({ [name]: text }) !== undefined)
    return readDuration(name, text, { from, to, action });
  const isJson = text.includes('{"') || text.trimStart().startsWith('{');
  const filled = isJson ? text : withPlaceholders(text);
  // A script inside has variables of its own.
  const isOpen = isUnknown(isJson ? text.replace(/\$[A-Z]/g, '') : filled);
  return { pair: [name, filled], note: { from, to, ...wordsFor(name, value, isOpen, action) } };
};

const wordsFor = (
  name: string,
  value: unknown,
  isOpen: boolean,
  action: CatalogueAction | undefined,
): Pick<Note, 'what' | 'message' | 'fix'> => {
  if (isOpen) return UNKNOWN;
  const unknown = fixOf(name, action);
  if (unknown) return { what: 'carried', ...unknown };
  if (SECRET.test(asText(value) ?? '')) return LOOKS_SECRET;
  if (typeof value === 'object') return { what: 'changed', message: 'written as JSON text, as FIS wants it' };
  return { what: 'carried', message: `\`${name}\`` };
};

const SECRET = /(?:password|passwd|secret|token|api_?key)\\?"\s*:\s*\\?"[^"{]/i;

const LOOKS_SECRET = {
  what: 'carried' as const,
  message: 'this looks as if a secret were in it',
  fix: 'let the document read it from Parameter Store or Secrets Manager',
};

const UNKNOWN = {
  what: 'changed' as const,
  message: 'part of this value is not in the template',
  fix: 'fill it in',
};

const readDuration = (given: string, text: string, at: At): ReadParameter => {
  const name = durationNameOf(given, at.action);
  const { from } = at;
  const to = at.to.replace(/[^/]+$/, name);
  if (isUnknown(text)) {
    const message = `how long is not in the template (${text}); five minutes stand here`;
    return { pair: [name, 'PT5M'], note: { what: 'changed', from, to, message, fix: 'write how long' } };
  }
  const parsed = parseDuration(text);
  if (!parsed.ok) return { flaw: { what: 'refused', from, message: parsed.message, fix: parsed.fix } };
  const fix = fixOf(name, at.action);
  if (fix) return { pair: [name, text], note: { what: 'carried', from, to, ...fix } };
  if (name === given)
    return { pair: [name, text], note: { what: 'carried', from, to, message: `\`${name}\`` } };
  const message = `${at.action?.id} calls \`${given}\` \`${name}\`; FIS would refuse the template`;
  return { pair: [name, text], note: { what: 'changed', from, to, message } };
};

const DURATIONS = ['duration', 'maxDuration', 'startInstancesAfterDuration'];

// Each action has one of these at most, and people write the one of another.
const durationNameOf = (given: string, action: CatalogueAction | undefined): string => {
  const own = action?.parameters.map(({ name }) => name).filter((name) => DURATIONS.includes(name)) ?? [];
  return own.includes(given) ? given : (own[0] ?? given);
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
