import type { CatalogueParameter } from '../catalogue/catalogue.ts';
import { alternatives, quote } from '../documents/quote.ts';
import { nearest } from '../documents/suggest.ts';
import { formatDuration, parseDuration } from '../duration.ts';
import type { Flaw } from '../parsed.ts';

type Known = Pick<CatalogueParameter, 'kind' | 'min' | 'max' | 'minDuration' | 'maxDuration' | 'maxItems'> & {
  readonly allowed?: readonly string[];
};

/** What keeps a text from being a value of a parameter; undefined where nothing does. */
export const valueFlaw = (parameter: Known, value: string): Flaw | undefined => {
  if (value.trim() === '') return { message: 'the value is empty', fix: 'write it, or leave the key out' };
  const { kind } = parameter;
  if (kind === 'iso8601-duration') return durationFlaw(parameter, value);
  if (kind.startsWith('integer') || kind === 'number-percent') return numberFlaw(parameter, value);
  if (kind === 'json') return jsonFlaw(value);
  if (kind.startsWith('csv')) return listFlaw(parameter, value);
  return wordFlaw(parameter, value);
};

const durationFlaw = ({ minDuration, maxDuration }: Known, value: string): Flaw | undefined => {
  const ms = parseDuration(value);
  if (!ms.ok) return ms;
  const [least = 0, most = Infinity] = [minDuration, maxDuration].map((text) => {
    const bound = text === undefined ? undefined : parseDuration(text);
    return bound?.ok ? bound.value : undefined;
  });
  if (ms.value === 0) return { message: `${quote(value)} is no time at all`, fix: 'write more' };
  if (ms.value < least)
    return { message: `${quote(value)} is too short`, fix: `FIS takes ${formatDuration(least)} or more` };
  if (ms.value > most)
    return { message: `${quote(value)} is too long`, fix: `FIS takes ${formatDuration(most)} at most` };
  return undefined;
};

// What a number of a kind can be where AWS's pages give no bounds of its own.
const usual: Readonly<Record<string, readonly [min: number, max: number]>> = {
  'integer-percent': [0, 100],
  'number-percent': [0, 100],
  'integer-port': [1, 65_535],
};

const numberFlaw = ({ kind, min, max }: Known, value: string): Flaw | undefined => {
  const whole = kind !== 'number-percent';
  if (!(whole ? /^\d{1,12}$/ : /^\d{1,12}(\.\d{1,6})?$/).test(value)) {
    const near = /^\s*(\d+)\s*%?\s*$/.exec(value)?.[1];
    return {
      message: `${quote(value)} is not a ${whole ? 'whole ' : ''}number`,
      fix: near ? `write "${near}"` : 'write digits only',
    };
  }
  const [least, most] = usual[kind] ?? [0, Infinity];
  const [from, to] = [min ?? least, max ?? most];
  if (Number(value) >= from && Number(value) <= to) return undefined;
  return {
    message: `${quote(value)} is out of range`,
    fix: to === Infinity ? `write ${from} or more` : `write ${from} to ${to}`,
  };
};

const jsonFlaw = (value: string): Flaw | undefined => {
  try {
    const read: unknown = JSON.parse(value);
    return typeof read === 'object' && read !== null && !Array.isArray(read)
      ? undefined
      : { message: `${quote(value)} is not a JSON object`, fix: 'write `{ … }` with keys in double quotes' };
  } catch {
    return { message: `${quote(value)} is not JSON`, fix: 'write a JSON object, its keys in double quotes' };
  }
};

const listFlaw = ({ kind, allowed, maxItems }: Known, value: string): Flaw | undefined => {
  const items = value.split(',').map((item) => item.trim());
  if (maxItems !== undefined && items.length > maxItems)
    return { message: `${items.length} are listed`, fix: `list ${maxItems} at most` };
  if (items.some((item) => item === ''))
    return { message: `${quote(value)} has an empty entry`, fix: 'remove the comma' };
  const one = { kind: single[kind] ?? 'string', ...(allowed && { allowed }) } as const;
  return items.map((item) => wordFlaw(one, item)).find((flaw) => flaw !== undefined);
};

const single: Readonly<Record<string, 'arn' | 'az' | 'enum'>> = {
  ...{ 'csv-arn': 'arn', 'csv-az': 'az', 'csv-enum': 'enum' },
};

const wordFlaw = ({ kind, allowed }: Known, value: string): Flaw | undefined => {
  if (allowed) {
    if (allowed.includes(value)) return undefined;
    const near = nearest(value, allowed);
    const fix = near ? `did you mean \`${near}\`?` : `write ${alternatives(allowed)}`;
    return { message: `${quote(value)} is not a value of it`, fix };
  }
  const form = forms[kind];
  return form === undefined || form.is.test(value)
    ? undefined
    : { message: `${quote(value)} is not ${form.what}`, fix: `write one such as \`${form.example}\`` };
};

const forms: Readonly<
  Record<string, { readonly is: RegExp; readonly what: string; readonly example: string }>
> = {
  arn: {
    is: /^arn:[^:]+:[^:]+:[^:]*:[^:]*:\S+$/,
    what: 'an ARN',
    example: 'arn:aws:ssm:eu-central-1::document/AWSFIS-Run-CPU-Stress',
  },
  // By name or, the same in every account, by id; `all` where several may be named.
  az: {
    is: /^([a-z]{2}(-[a-z]+)+-\d+[a-z]|[a-z]+\d-az\d+|all)$/,
    what: 'an Availability Zone',
    example: 'eu-central-1a',
  },
  region: { is: /^[a-z]{2}(-[a-z]+)+-\d+$/, what: 'a Region', example: 'eu-central-1' },
};
