import { parseSelection } from '../../documents/selection.ts';
import type { Note } from '../shared/imported.ts';
import type { Chosen } from './chosen.ts';
import { asText } from './text.ts';

type ReadSelect = { readonly value: string; readonly notes: readonly Note[]; readonly flaw?: Note };

/** How many of a target's resources; one, where that cannot be read. */
export const readSelect = (value: unknown, { arns }: Chosen, from: string, to: string): ReadSelect => {
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
