import { mapOf, type RawMap } from '../../documents/raw.ts';
import { deriveOwner, derivePurpose } from '../shared/derive.ts';
import type { Note } from '../shared/imported.ts';
import { kebab } from '../shared/names.ts';
import { fillIn, isPlaceholder } from '../shared/placeholder.ts';
import { step } from './pointer.ts';
import { asText, fits, isUnknown, withPlaceholders } from './text.ts';

/** What an experiment is called, what it claims, whose it is and why. */
export type ReadAbout = {
  readonly value: {
    readonly name: string;
    readonly title: string;
    readonly owner: string;
    readonly purpose: string;
  };
  readonly notes: readonly Note[];
};

/** Reads name, title, owner and purpose from a template's description and tags. `called`: what it is called elsewhere. */
export const readAbout = (template: RawMap, called: string | undefined): ReadAbout => {
  const tags = mapOf(template.tags);
  const name = readName(tags, called);
  const said = withHypothesis(tags, readDescription(template.description));
  const owner = readOwner(tags);
  return {
    value: { name: name.value, ...said.value, owner: owner.value },
    notes: [name.note, ...said.notes, owner.note],
  };
};

type Read = { readonly value: string; readonly note: Note };

const readName = (tags: RawMap, called: string | undefined): Read => {
  const tag = asText(tags.Name);
  const name = tag === undefined || isUnknown(tag) ? undefined : kebab(tag);
  if (name !== undefined)
    return {
      value: name,
      note: {
        what: name === tag ? 'carried' : 'changed',
        from: '/tags/Name',
        to: '/name',
        message: `it is called ${name}`,
      },
    };
  const value = kebab(called ?? '') ?? 'imported-experiment';
  return {
    value,
    note: { what: 'derived', to: '/name', message: `it is called ${value}, as the template has no name` },
  };
};

type Said = {
  readonly value: { readonly title: string; readonly purpose: string };
  readonly notes: readonly Note[];
};

const readDescription = (description: unknown): Said => {
  const from = '/description';
  const text = (asText(description) ?? '').trim();
  if (text === '' || !fits(text)) {
    const missing: Note = {
      what: 'derived',
      ...(description !== undefined && { from }),
      to: '/title',
      message: 'the template says nothing about itself that an experiment could hold',
      fix: 'write the hypothesis in one sentence',
    };
    const purpose = derivePurpose();
    return {
      value: { title: fillIn('what stays well, in one sentence'), purpose: purpose.value },
      notes: [missing, purpose.note],
    };
  }
  const [title = text, ...rest] = text.split(/\n\s*\n/);
  const titled: Note = {
    ...{ what: 'changed', from, to: '/title' },
    message: 'the description of the template, which tells what is done rather than what stays well',
    fix: 'write the hypothesis in one sentence',
  };
  if (rest.length > 0)
    return {
      value: { title: title.trim(), purpose: rest.join('\n\n').trim() },
      notes: [{ what: 'carried', from, to: '/title', message: 'title and purpose' }],
    };
  const purpose = derivePurpose();
  return { value: { title, purpose: purpose.value }, notes: [titled, purpose.note] };
};

// Some keep the hypothesis in a tag, as FIS has no field for it.
const withHypothesis = (tags: RawMap, said: Said): Said => {
  const key = Object.keys(tags).find((tag) => tag.toLowerCase() === 'hypothesis');
  const text = key === undefined ? undefined : asText(tags[key]);
  if (key === undefined || text === undefined || text.trim() === '' || !fits(text)) return said;
  const title: Note = { what: 'carried', from: step('/tags', key), to: '/title', message: text };
  const { title: described, purpose } = said.value;
  if (isPlaceholder(described) || !isPlaceholder(purpose))
    return {
      value: { title: text, purpose },
      notes: [title, ...said.notes.map(({ fix: _, ...note }) => note)],
    };
  const why: Note = {
    ...derivePurpose().note,
    from: '/description',
    what: 'changed',
    message: 'the description of the template, as its hypothesis is in a tag',
    fix: 'say why it is worth the risk',
  };
  return { value: { title: text, purpose: described }, notes: [title, why] };
};

const OWNER_TAGS = ['firedrill:owner', 'owner', 'team', 'contact', 'createdby'];

const readOwner = (tags: RawMap): Read => {
  const key = OWNER_TAGS.flatMap(
    (one) => Object.keys(tags).find((tag) => tag.toLowerCase() === one) ?? [],
  )[0];
  const text = key === undefined ? undefined : asText(tags[key]);
  if (key === undefined || text === undefined || text.trim() === '' || !fits(text)) return deriveOwner();
  const at = { from: step('/tags', key), to: '/owner' };
  const filled = withPlaceholders(text);
  if (isUnknown(filled))
    return {
      value: filled,
      note: {
        ...at,
        what: 'changed',
        message: 'who owns it is not in the template',
        fix: 'write a team or a person',
      },
    };
  return { value: text, note: { ...at, what: 'carried', message: text } };
};
