import { actionOf as onAws } from '../../adapters/fis/actions.ts';
import { actionOf as inLab } from '../../lab/adapters/actions.ts';

/** Whether Firedrill makes an action of FIS itself. */
export type Made = { readonly aws: boolean; readonly lab: boolean; readonly inWords: string };

/** What Firedrill does with an action of FIS. */
export const madeOf = (id: string): Made => {
  const action = onAws(id);
  const lab = inLab(id, { documentArn: 'document/AWSFIS-Run-Kill-Process' }) !== undefined;
  const aws = action ? `made on AWS. Undo: ${action.facts.undo}.` : 'refused on AWS.';
  return { aws: action !== undefined, lab, inWords: `${aws}${lab ? ' The lab rehearses it.' : ''}` };
};
