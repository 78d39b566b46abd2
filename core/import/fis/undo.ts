import { catalogued } from '../../catalogue/catalogue.ts';
import type { Note } from '../shared/imported.ts';
import { step } from './pointer.ts';

type Undo = { readonly parameters: Readonly<Record<string, string>>; readonly notes: readonly Note[] };

/** What removes the fault again: added where FIS does it only if asked, said where nobody can or nobody knows. */
export const undoOf = (id: string, parameters: Readonly<Record<string, string>>, to: string): Undo => {
  const known = catalogued(id);
  if (id === 'aws:ec2:stop-instances' && !Object.hasOwn(parameters, RESTART)) {
    const note: Note = {
      ...{ what: 'derived', to: step(step(to, 'parameters'), RESTART) },
      message: 'the template stops instances and never starts them again; five minutes stand here',
      fix: 'write how long they shall be stopped',
    };
    return { parameters: { ...parameters, [RESTART]: 'PT5M' }, notes: [note] };
  }
  const words = known && WORDS[known.revertClass];
  return { parameters, notes: words ? [{ what: 'derived', to: step(to, 'action'), ...words }] : [] };
};

const RESTART = 'startInstancesAfterDuration';

const WORDS: Readonly<
  Partial<Record<string, { readonly message: string; readonly fix?: string; readonly comment?: string }>>
> = {
  irreversible: {
    message: 'nothing can undo this; what is judged is how fast it recovers',
    comment: 'Nothing can undo this; what is judged is how fast it recovers.',
  },
  'by-document': {
    message: 'only its document can undo this',
    fix: 'see that the document cleans up when it is cancelled or fails, too',
  },
};
