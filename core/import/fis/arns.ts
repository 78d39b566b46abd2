import type { Note } from '../shared/imported.ts';
import { fillInWord } from '../shared/placeholder.ts';
import type { Chosen } from './chosen.ts';
import { step } from './pointer.ts';
import { asText, fits, isUnknown, withPlaceholders } from './text.ts';

const ARN = /^arn:[\w-]+:[\w-]+:[\w-]*:[\w-]*:\S+$/;

/** The ARNs of a target; what is none, or only in part, becomes one to fill in. */
export const readArns = (
  values: readonly unknown[],
  from: string,
  to: string,
  resourceType: string,
): Chosen => {
  const arns = new Map<string, Note>();
  const twice: Note[] = [];
  for (const [index, value] of values.entries()) {
    const at = step(from, index);
    const text = asText(value) ?? '';
    const { arn, note } = readArn(text, at, resourceType);
    if (arns.has(arn)) twice.push({ what: 'refused', from: at, message: 'this ARN stands here twice' });
    else arns.set(arn, { ...note, to: step(to, arns.size) });
  }
  const all = [...arns.keys()];
  const tooMany = all.length > 50 || !all.every(fits);
  return {
    ...{ value: { arns: all }, arns: all.length, notes: [...arns.values(), ...twice] },
    ...(tooMany && {
      flaw: {
        what: 'refused',
        from,
        message: `${all.length} ARNs; FIS takes five in a target`,
        fix: 'use tags',
      },
    }),
  };
};

const readArn = (
  text: string,
  from: string,
  resourceType: string,
): { readonly arn: string; readonly note: Note } => {
  const filled = withPlaceholders(text)
    .replace(/\s+/g, '')
    .replace(/(?<=:)([A-Z][A-Z_]{2,})(?=:)/g, (word) => fillInWord(word));
  if (ARN.test(filled)) {
    if (isUnknown(filled))
      return {
        arn: filled,
        note: {
          what: 'changed',
          from,
          message: 'part of this ARN is not in the template',
          fix: 'fill it in',
        },
      };
    return { arn: filled, note: { what: 'carried', from, message: filled } };
  }
  const service = resourceType.split(':')[1] || 'service';
  const word = isUnknown(filled)
    ? fillInWord(filled.replace(/FILL-IN-?/g, ''))
    : filled.replace(/^arn:?/, '');
  const arn = `arn:aws:${service}:${fillInWord('region')}:${fillInWord('account')}:${word || 'FILL-IN'}`;
  return {
    arn,
    note: {
      what: 'changed',
      from,
      message: `${JSON.stringify(text)} is no ARN that is known from the template`,
      fix: 'fill it in',
    },
  };
};
