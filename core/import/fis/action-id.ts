import { catalogued, retiredAction } from '../../catalogue/catalogue.ts';
import { parseAction } from '../../documents/action.ts';
import type { Note } from '../shared/imported.ts';

/** The id of an action as it is called now, or why there is none. */
export type Id = { readonly id: string; readonly notes: readonly Note[] } | { readonly flaw: Note };

/** Reads an action's id: retired ones by their successor, irreversible ones only if they are allowed. */
export const idOf = (given: string, from: string, allow: readonly string[]): Id => {
  const retired = retiredAction(given);
  if (retired && retired.use === undefined)
    return {
      flaw: {
        what: 'refused',
        from,
        message: `${given} is retired: ${retired.why}`,
        fix: 'choose another action',
      },
    };
  const id = retired?.use ?? given;
  const parsed = parseAction(id);
  if (parsed.ok && !id.startsWith('aws:'))
    return {
      flaw: {
        what: 'refused',
        from,
        message: `${id} is no action of FIS`,
        fix: 'write an id such as `aws:ec2:stop-instances`',
      },
    };
  if (!parsed.ok) return { flaw: { what: 'refused', from, message: parsed.message, fix: parsed.fix } };
  const known = catalogued(id);
  if (known?.revertClass === 'irreversible' && ![given, id].some((one) => allow.includes(one)))
    return {
      flaw: {
        what: 'refused',
        from,
        message: `${id}${given === id ? '' : ` (once ${given})`} cannot be undone`,
        fix: `say \`--allow ${id}\` if it is wanted`,
      },
    };
  const notes: Note[] = [];
  if (retired)
    notes.push({
      what: 'changed',
      from,
      message: `${given} is retired, ${id} stands in its place: ${retired.why}`,
    });
  else if (known) notes.push({ what: 'carried', from, message: id });
  else
    notes.push({
      what: 'carried',
      from,
      message: `${id} is not in our catalogue of actions`,
      fix: 'check that FIS has it',
    });
  return { id, notes };
};
