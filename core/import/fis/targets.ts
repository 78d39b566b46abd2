import { isMap, listOf, mapOf, type RawMap } from '../../documents/raw.ts';
import { parseSelection } from '../../documents/selection.ts';
import type { Note } from '../shared/imported.ts';
import { PLACEHOLDER } from '../shared/placeholder.ts';
import { type Chosen, readChosen } from './chosen.ts';
import { step } from './pointer.ts';
import { asText, fits, isUnknown, withPlaceholders } from './text.ts';

/** The targets of a fault; `flaw` where nothing can be made of them. */
export type ReadTargets = { readonly value: RawMap; readonly notes: readonly Note[]; readonly flaw?: Note };

/** Reads a target of a template. `expected`: the resource type that the action takes, where it is known. */
export const readTargets = (
  target: RawMap,
  from: string,
  to: string,
  expected: string | undefined,
): ReadTargets => {
  const type = readType(target.resourceType, step(from, 'resourceType'), step(to, 'resourceType'), expected);
  const chosen = readChosen(target, from, to, type.value);
  const filters = readFilters(target.filters, step(from, 'filters'), step(to, 'filters'));
  const select = readSelect(target.selectionMode, chosen, step(from, 'selectionMode'), step(to, 'select'));
  const all = [type, chosen, filters, select];
  const flaw = all.find((one) => one.flaw)?.flaw;
  const { value: listed } = filters;
  return {
    value: {
      resourceType: type.value,
      ...chosen.value,
      ...(listed.length > 0 && { filters: listed }),
      select: select.value,
    },
    notes: all.flatMap(({ notes }) => notes),
    ...(flaw && { flaw }),
  };
};

type ReadText = { readonly value: string; readonly notes: readonly Note[]; readonly flaw?: Note };

const TYPE = /^[a-z0-9-]+(:[a-z0-9-]+)+$/;

const readType = (value: unknown, from: string, to: string, expected: string | undefined): ReadText => {
  const text = asText(value);
  if (text !== undefined && TYPE.test(text)) {
    if (expected === undefined || text === expected)
      return { value: text, notes: [{ what: 'carried', from, to, message: text }] };
    if (RENAMED[text] === expected)
      return {
        value: expected,
        notes: [{ what: 'changed', from, to, message: `\`${text}\` is called \`${expected}\` now` }],
      };
    const message = `the action takes ${expected}, and the target is ${text}`;
    return {
      value: text,
      notes: [{ what: 'carried', from, to, message, fix: `write \`${expected}\`, or choose another action` }],
    };
  }
  if (expected !== undefined) {
    const message = `the template does not say what the target is; the action takes ${expected}`;
    return {
      value: expected,
      notes: [{ what: 'derived', ...(text !== undefined && { from }), to, message }],
    };
  }
  const flaw = {
    what: 'refused' as const,
    from,
    message: 'the template does not say what kind of resource is hurt',
    fix: 'add `resourceType`',
  };
  return { value: '', notes: [], flaw };
};

const RENAMED: Readonly<Record<string, string>> = {
  'aws:elasticache:redis-replicationgroup': 'aws:elasticache:replicationgroup',
  'aws:dynamodb:encrypted-global-table': 'aws:dynamodb:global-table',
};

type ReadFilters = {
  readonly value: readonly RawMap[];
  readonly notes: readonly Note[];
  readonly flaw?: Note;
};

const readFilters = (filters: unknown, from: string, to: string): ReadFilters => {
  const read = listOf(filters).map((filter, index) => readFilter(filter, step(from, index)));
  const kept = read.flatMap(({ value }) => (value ? [value] : []));
  const notes = read.map(({ note }, index) => ({
    ...note,
    ...(read[index]?.value && { to: step(to, read.slice(0, index).filter((one) => one.value).length) }),
  }));
  if (kept.length <= 20) return { value: kept, notes };
  return {
    value: [],
    notes: [],
    flaw: { what: 'refused', from, message: 'more than 20 filters', fix: 'use tags instead' },
  };
};

const readFilter = (filter: unknown, from: string): { readonly value?: RawMap; readonly note: Note } => {
  const { path, values } = mapOf(filter);
  const texts = listOf(values)
    .flatMap((value) => asText(value) ?? [])
    .map(withPlaceholders);
  const name = asText(path) ?? '';
  const sound =
    name.trim() !== '' &&
    texts.length > 0 &&
    texts.length <= 50 &&
    [name, ...texts].every((text) => text.trim() !== '' && fits(text));
  if (!sound)
    return {
      note: {
        what: 'refused',
        from,
        message: 'a filter needs a `path` and `values`; this one has not, so more may be hit than meant',
        fix: 'write the filter out',
      },
    };
  const value = { path: name, values: texts };
  if (texts.some(isUnknown))
    return {
      value,
      note: {
        what: 'changed',
        from,
        message: 'a value of the filter is not in the template',
        fix: 'fill it in',
      },
    };
  return { value, note: { what: 'carried', from, message: `filter on ${name}` } };
};

const readSelect = (value: unknown, { arns }: Chosen, from: string, to: string): ReadText => {
  const text = asText(value) ?? '';
  const spaced = text.replace(/\s+/g, '').toUpperCase();
  const parsed = parseSelection(spaced);
  if (parsed.ok) {
    const { value: meant } = parsed;
    if (meant.mode === 'COUNT' && arns !== undefined && meant.count > arns)
      return {
        value: 'ALL',
        notes: [{ what: 'changed', from, to, message: `${text} of ${arns} is all of them` }],
      };
    const what = spaced === text ? 'carried' : 'changed';
    return { value: spaced, notes: [{ what, from, to, message: spaced }] };
  }
  const given =
    value === undefined ? 'how many is not said' : `how many cannot be read from ${JSON.stringify(text)}`;
  return {
    value: 'COUNT(1)',
    notes: [
      {
        what: value === undefined ? 'derived' : 'changed',
        ...(value !== undefined && { from }),
        to,
        message: `${given}; one stands here`,
        fix: 'write `COUNT(n)`, `PERCENT(n)` or `ALL`',
      },
    ],
  };
};

/** What an action without a target in FIS is said to hit: only its document knows. */
export const unknownTargets = (to: string): { readonly value: RawMap; readonly note: Note } => ({
  value: {
    resourceType: 'fill-in:resource:type',
    tags: { 'firedrill:consent': 'allowed', [PLACEHOLDER]: PLACEHOLDER },
    select: 'COUNT(1)',
  },
  note: {
    ...{ what: 'derived', to },
    message: 'the action has no target in FIS: what it hits is in its document only',
    fix: 'say what its document hits, so that consent, limits and leases hold for it too',
  },
});

/** Whether something is a target at all. */
export const isTarget = (value: unknown): value is RawMap => isMap(value);
