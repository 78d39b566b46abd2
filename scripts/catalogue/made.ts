import { actionOf, factsOf } from '../../adapters/fis/actions.ts';
import { isAlwaysTraced } from '../../adapters/fis/looks/traces.ts';
import { whyRefused } from '../../adapters/fis/refused.ts';
import type { CatalogueAction } from '../../core/catalogue/catalogue.ts';
import type { ActionFacts } from '../../core/ports.ts';
import { actionOf as inLab } from '../../lab/adapters/actions.ts';
import { waysInWords } from './words.ts';

/** What Firedrill does with an action of FIS: in a table, and in a sentence. */
export type Made = {
  readonly onAws: 'reads' | 'asks FIS' | 'no';
  readonly inLab: boolean;
  readonly inWords: string;
};

// A fault by a document has to name one.
const documentArn = 'document/AWSFIS-Run-CPU-Stress';

/** What Firedrill does with an action of FIS. */
export const madeOf = ({ id, evidenceLevel }: Pick<CatalogueAction, 'id' | 'evidenceLevel'>): Made => {
  const facts = factsOf(id, { documentArn });
  const rehearsed = inLab(id, { documentArn }) !== undefined;
  const lab = rehearsed ? ' The lab rehearses it.' : '';
  if (facts === undefined)
    return {
      onAws: 'no',
      inLab: rehearsed,
      inWords: `refused: ${whyRefused(id) ?? 'it is not known'}.${lab}`,
    };
  // A reboot changes nothing that EC2 shows.
  const isSeen = actionOf(id)?.sight !== undefined && evidenceLevel === 2;
  const onAws = isSeen || isAlwaysTraced({ action: id }) ? 'reads' : 'asks FIS';
  return { onAws, inLab: rehearsed, inWords: `${seenBy[onAws]} ${undoOf(facts)}${lab}` };
};

const seenBy = { reads: 'looks for it itself.', 'asks FIS': 'asks FIS about it.' };

const undoOf = ({ undo, choosers }: ActionFacts): string =>
  `${choosers ? `Targets by ${waysInWords(choosers)}. ` : ''}Undo: ${undo}.`;
