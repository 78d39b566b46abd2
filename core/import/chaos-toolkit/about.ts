import { mapOf, type RawMap } from '../../documents/raw.ts';
import { deriveOwner, derivePurpose } from '../shared/derive.ts';
import type { ImportOptions, Note } from '../shared/imported.ts';
import { kebab } from '../shared/names.ts';
import { controlNotes, runtimeNotes, textsOf } from './around.ts';
import { carried, changed, type DraftNote, derived, placed, refused } from './draft.ts';
import { wordOf } from './values.ts';
import { filled, type Variables } from './variables.ts';

/** The head of our document, and what became of everything in the source that is no activity. */
export const aboutOf = (
  source: RawMap,
  variables: Variables,
  { name }: ImportOptions,
): { readonly fields: RawMap; readonly notes: readonly Note[] } => {
  const title = wordOf(filled(source.title, variables));
  const kebabName = kebab(title ?? '') ?? name ?? 'imported-experiment';
  const { purpose, notes } = purposeOf(source, variables);
  const owner = deriveOwner();
  return {
    fields: { kind: 'Experiment', name: kebabName, title: title ?? kebabName, owner: owner.value, purpose },
    notes: [owner.note, ...placed([...titleNotes(title), ...otherNotes(source)], []), ...notes],
  };
};

const titleNotes = (title: string | undefined): readonly DraftNote[] => [
  title === undefined
    ? derived(['title'], 'it has no title', 'write the hypothesis in one sentence')
    : carried(['title'], ['title'], 'the same title'),
  derived(['name'], title === undefined ? 'it has no title to take a name from' : 'the title, as a name'),
];

const purposeOf = (
  source: RawMap,
  variables: Variables,
): { readonly purpose: string; readonly notes: readonly Note[] } => {
  const description = wordOf(filled(source.description, variables));
  const hypothesis = wordOf(filled(mapOf(source['steady-state-hypothesis']).title, variables));
  const tags = textsOf(source.tags);
  const contributions = Object.entries(mapOf(source.contributions)).map(
    ([what, how]) => `${what} (${String(how)})`,
  );
  const sentences = [
    description,
    hypothesis === undefined ? undefined : `Steady state: ${hypothesis}`,
    tags.length === 0 ? undefined : `Tags: ${tags.join(', ')}`,
    contributions.length === 0 ? undefined : `Contributes to ${contributions.join(', ')}`,
  ].flatMap((sentence) =>
    sentence === undefined ? [] : [/[.!?]$/.test(sentence) ? sentence : `${sentence}.`],
  );
  const missing = derivePurpose();
  if (sentences.length === 0) return { purpose: missing.value, notes: [missing.note] };
  const words = (from: string, message: string) => changed([from], ['purpose'], message);
  const notes = [
    ...(description === undefined ? [] : [carried(['description'], ['purpose'], 'the same words')]),
    ...(hypothesis === undefined
      ? []
      : [
          changed(
            ['steady-state-hypothesis', 'title'],
            ['purpose'],
            'its title is a sentence of the purpose: a steady state has none here',
          ),
        ]),
    ...(tags.length === 0
      ? []
      : [words('tags', 'an experiment has no tags here, so they are a sentence of the purpose')]),
    ...(contributions.length === 0 ? [] : [words('contributions', 'they are a sentence of the purpose')]),
  ];
  return { purpose: sentences.join(' '), notes: placed(notes, []) };
};

const otherNotes = (source: RawMap): readonly DraftNote[] => [
  ...controlNotes(source.controls, ['controls']),
  ...controlNotes(mapOf(source['steady-state-hypothesis']).controls, ['steady-state-hypothesis', 'controls']),
  ...runtimeNotes(source.runtime),
  ...(source.dry === undefined
    ? []
    : [refused(['dry'], '`firedrill plan` shows what a run would hit, and touches nothing')]),
  ...(source.extensions === undefined ? [] : [refused(['extensions'], 'they are notes of other tools')]),
];
