import type { Change } from '../../core/deploy/changes.ts';
import type { Output } from '../output.ts';

const marks = {
  create: ['green', '+', 'create'],
  change: ['yellow', '~', 'change'],
  unchanged: ['dim', '=', 'unchanged'],
  delete: ['red', '-', 'delete'],
  left: ['dim', '·', 'deployed, and in no file: left alone'],
} as const;

const kinds = { Experiment: 'experiment', GameDay: 'game day' } as const;

/** What would become of a document, and of each of its fields. */
export const changeLines = (out: Output, { kind, name, what, fields }: Change): readonly string[] => {
  const [colour, mark, words] = marks[what];
  return [
    `${out.style(colour, `${mark} ${kinds[kind]} ${name}`)}  ${out.style('dim', words)}`,
    ...fields.map(({ field, before, after }) => `    ${field}: ${said(out, before, after)}`),
  ];
};

const said = (out: Output, before: string | undefined, after: string | undefined): string => {
  if (before === undefined) return out.style('green', `+ ${after}`);
  return after === undefined ? out.style('red', `- ${before}`) : `${before} → ${after}`;
};

/** How many there are of each. */
export const changeCounts = (changes: readonly Change[]): string =>
  (['create', 'change', 'delete', 'unchanged'] as const)
    .map((what) => [changes.filter((one) => one.what === what).length, what] as const)
    .filter(([n]) => n > 0)
    .map(([n, what]) => `${n} to ${what}`.replace('to unchanged', 'unchanged'))
    .join(', ');
