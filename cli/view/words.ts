import { join, relative } from 'node:path';
import { formatDuration } from '../../core/duration.ts';
import type { Conclusion } from '../../core/run.ts';
import type { Output } from '../output.ts';

/** A verdict with its colour and its sign: colour is never the only carrier of meaning. */
export const verdictWords = ({ style }: Output, { hypothesis, restoration }: Conclusion): string => {
  const said = {
    held: style(['green', 'bold'], '✔ held'),
    failed: style(['red', 'bold'], '✘ failed'),
    untested: style(['yellow', 'bold'], '? untested'),
  }[hypothesis];
  const back = {
    restored: style('green', 'restored, verified'),
    unverified: style(['red', 'bold'], 'NOT VERIFIED RESTORED'),
    'nothing-injected': 'nothing was injected',
  }[restoration];
  return `${said} · ${back}`;
};

/** What was measured, in words; only what was measured. */
export const measureWords = ({ measures }: Conclusion): readonly string[] => [
  ...(measures.detectionMs === undefined
    ? []
    : [
        `detected after ${formatDuration(measures.detectionMs)}${measures.firstSeenBy ? ` by ${measures.firstSeenBy}` : ''}`,
      ]),
  ...(measures.stopMs === undefined ? [] : [`undo accepted ${formatDuration(measures.stopMs)} later`]),
  ...(measures.outageMs === undefined ? [] : [`bad readings over ${formatDuration(measures.outageMs)}`]),
  ...(measures.recoveryMs === undefined
    ? []
    : [
        `recovered in ${formatDuration(measures.recoveryMs)}${measures.lastBack ? `, ${measures.lastBack} last` : ''}`,
      ]),
];

/** Everything about a conclusion that a person wants to read at once. */
export const conclusionLines = (out: Output, conclusion: Conclusion): readonly string[] => [
  `  ${verdictWords(out, conclusion)}`,
  ...conclusion.reasons.map((reason) => `    ${reason}`),
  // What was met is among the reasons of a run that held, and worth knowing of any other.
  ...(conclusion.expectations ?? [])
    .filter(({ reason }) => !conclusion.reasons.includes(reason))
    .map(({ reason }) => `    ${reason}`),
  ...(measureWords(conclusion).length > 0
    ? [out.style('dim', `    ${measureWords(conclusion).join(' · ')}`)]
    : []),
];

/** Where everything about a run or a game day is kept. */
export const recordLine = ({ style }: Output, stateDir: string, id: string): string => {
  const place = relative(process.cwd(), stateDir) || '.';
  return style(
    'dim',
    `  report: ${join(place, 'results', `${id}.html`)} · data: the same with .json · journal: ${join(place, 'journal', `${id}.jsonl`)}`,
  );
};
