import type { Need, Suggestion, Suggestions } from '../../core/suggest/suggestion.ts';
import type { Output } from '../output.ts';

/** What a person reads of the suggestions for a template. `source` is its file; a deployed stack has none. */
export const suggestionLines = (
  out: Output,
  { suggestions, notes }: Suggestions,
  source: string | undefined,
): readonly string[] => {
  const told = new Set<string>();
  return [
    ...suggestions.flatMap((suggestion, index) => ['', ...linesOf(out, suggestion, index + 1, source, told)]),
    ...(notes.length > 0 ? ['', ...notes.map((note) => `Note: ${note}`)] : []),
  ];
};

const linesOf = (
  out: Output,
  { title, prediction, resources, needs, wellArchitected, experiment, system }: Suggestion,
  number: number,
  source: string | undefined,
  told: Set<string>,
): readonly string[] => {
  const fails = prediction.outcome === 'will fail';
  const places = resources.slice(0, SHOWN).map(({ id, line }) => (source ? `${id} (line ${line})` : id));
  const more = resources.length > SHOWN ? [`${resources.length - SHOWN} more`] : [];
  return [
    out.style('bold', `${number}. ${title}`),
    `   ${experiment.name} · ${[...places, ...more].join(', ')} · like experiments/${system}`,
    `   ${out.style(fails ? 'red' : 'green', prediction.outcome)}: ${prediction.reason}`,
    ...needs.flatMap((need) => needLines(out, need, source, told)),
    out.style('dim', `   answers ${wellArchitected.map(({ id }) => id).join(', ')}`),
  ];
};

const SHOWN = 4;

// What many suggestions need is explained with the first of them.
const needLines = (
  out: Output,
  need: Need,
  source: string | undefined,
  told: Set<string>,
): readonly string[] => {
  const { severity, what, fix, where } = need;
  const first = `   ${out.style(severity === 'must' ? 'yellow' : 'dim', severity.padEnd(6))} ${what}`;
  if (told.has(what)) return [first];
  told.add(what);
  const place = source ? `${source}:${where.line}:${where.column}` : where.pointer;
  return [first, `          ${place}: ${fix}`];
};
