import { isMap, type RawMap } from '../../documents/raw.ts';
import type { Note } from '../shared/imported.ts';
import { PLACEHOLDER } from '../shared/placeholder.ts';
import { readChosen } from './chosen.ts';
import { readFilters } from './filters.ts';
import { step } from './pointer.ts';
import { readSelect } from './select.ts';
import { asText } from './text.ts';

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
