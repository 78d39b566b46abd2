import type { RunResult } from '../core/result.ts';
import { timeline } from './chart/timeline.ts';
import { type Html, html } from './html.ts';
import { bothWidths, spanOf } from './section/both-widths.ts';
import { expectations } from './section/expectations.ts';
import { faultsAndTargets } from './section/faults.ts';
import { journalSection } from './section/journal.ts';
import { keyTimes } from './section/key-times.ts';
import { type Level, part } from './section/part.ts';
import { whoDidWhat } from './section/people.ts';
import { probes } from './section/probes.ts';
import { testedAndNot } from './section/tested.ts';
import { verdict } from './section/verdict.ts';
import { versions } from './section/versions.ts';
import { utc, zeroMs } from './time.ts';

/** Everything about one run below its title: the answers first, the evidence after them. */
export const runBody = (level: Level, result: RunResult): Html => html`${verdict(result)}
${keyTimes(result)}
${timelineOf(level, result)}
${probes(level, result)}
${expectations(level, result)}
${faultsAndTargets(level, result)}
${testedAndNot(level, result)}
${whoDidWhat(level, result)}
${journalSection(level, result)}
${versions(level, result)}`;

const timelineOf = (level: Level, result: RunResult): Html => {
  const { run } = result;
  if (run.injectedAtMs === undefined)
    return part(
      level,
      'Timeline',
      html`<p>No fault was injected, so there is no timeline.${run.refusal && ` The ${run.refusal.guard} guard refused the run: ${run.refusal.reason}.`}</p>`,
    );
  const note = html`<p class="small">t is the time from the first injection, ${utc(run.injectedAtMs)}.</p>`;
  const draw = bothWidths(spanOf(result), zeroMs(run), (frame) => timeline(frame, result));
  return part(level, 'Timeline', html`${note}<figure>${draw}</figure>`);
};
