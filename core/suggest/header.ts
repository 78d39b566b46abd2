import type { Note } from '../import/shared/imported.ts';
import type { Suggestion } from './suggestion.ts';

/** What stands above and within a suggestion's document, as the notes that a writer of documents takes. */
export const notesFor = (suggestion: Suggestion): readonly Note[] => [
  note('', headerOf(suggestion)),
  ...Object.entries(suggestion.comments).map(([pointer, words]) => note(pointer, words)),
];

const note = (to: string, comment: string): Note => ({ what: 'derived', to, message: comment, comment });

const headerOf = ({ prediction, needs, wellArchitected, resources }: Suggestion): string =>
  [
    `Proposed for ${resources.map(({ id }) => id).join(', ')}.`,
    `It ${prediction.outcome}, from the template alone: ${prediction.reason}.`,
    ...(needs.length > 0 ? ['Before it is run:'] : ['Nothing is known to be missing.']),
    ...needs.map(({ severity, what, fix }) => `- ${severity}: ${what}. ${upper(fix)}.`),
    'Answers of the AWS Well-Architected reliability pillar:',
    ...wellArchitected.map(({ id, question }) => `- ${id}: ${question}`),
    'See what it would hit, touching nothing: firedrill plan <this file>',
  ].join('\n');

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
