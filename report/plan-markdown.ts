import type { Cost } from '../core/cost.ts';
import { formatDuration } from '../core/duration.ts';
import type { Experiment } from '../core/experiment.ts';
import type { Plan, PlannedFault, Refusal } from '../core/run.ts';
import { blocks, code, list, plain, table } from './markdown/text.ts';

/** What is known of a run before it starts. */
export type Planned = {
  readonly experiment: Pick<Experiment, 'name' | 'title' | 'owner'>;
  /** Missing when it is refused for its targets. */
  readonly plan?: Plan;
  readonly refusals: readonly Refusal[];
  /** What the linter says, a line each. */
  readonly findings: readonly string[];
  readonly cost?: Cost;
  readonly alarms?: readonly string[];
  readonly missing?: readonly string[];
  readonly unknown?: readonly string[];
  readonly changes?: readonly string[];
};

/** A plan as Markdown, for a comment on the change that it is about. */
export const planMarkdown = (planned: Planned): string => {
  const { experiment, plan, refusals, alarms = [], missing = [], unknown = [] } = planned;
  const would = refusals.length === 0 ? '🔎 Would run' : '⛔ Would be refused';
  return `${blocks(
    `## ${would}: ${plain(experiment.title)}`,
    list(refusals.map(({ guard, reason }) => `**${plain(guard)}:** ${plain(reason)}`)),
    plan && faultTable(plan),
    alarms.length > 0 && `**Will probably go off:** ${alarms.map(code).join(', ')}`,
    list(missing.map((one) => `**Not permitted**, as far as IAM can simulate it: ${plain(one)}`)),
    list(unknown.map((one) => `Not known: ${plain(one)}`)),
    changesOf(planned),
    folded('What the linter says', planned.findings),
    footer(planned),
  )}\n`;
};

const faultTable = ({ faults }: Plan): string =>
  table(
    ['fault', 'hits', 'when', 'undo'],
    faults.map((fault) => [
      `${code(fault.name)}<br>${code(fault.action)}`,
      hits(fault),
      when(fault),
      plain(fault.undo),
    ]),
  );

const most = 10;

const hits = ({ targets, fleet, atStart }: PlannedFault): string => {
  const labels = targets.slice(0, most).map(({ label, zone }) => code(zone ? `${label} (${zone})` : label));
  const more = targets.length > most ? [`and ${targets.length - most} more`] : [];
  const count = atStart ? 'chosen among these by FIS, when it starts' : `${targets.length} of ${fleet}`;
  return [...labels, ...more, count].join('<br>');
};

const when = ({ startAfterMs, durationMs }: PlannedFault): string =>
  `${startAfterMs > 0 ? `after ${formatDuration(startAfterMs)}` : 'at once'}${durationMs > 0 ? `, for ${formatDuration(durationMs)}` : ''}`;

const changesOf = ({ changes }: Planned): string | undefined => {
  if (changes === undefined) return undefined;
  if (changes.length === 0) return 'The same as the plan that it was compared with.';
  return blocks('**Not the same as the plan that it was compared with:**', list(changes.map(plain)));
};

const folded = (title: string, lines: readonly string[]): string | undefined =>
  lines.length === 0
    ? undefined
    : `<details><summary>${title} (${lines.length})</summary>\n\n${list(lines.map(plain))}\n\n</details>`;

const footer = ({ experiment, plan, cost }: Planned): string => {
  const own = cost && cost.fis + cost.orchestration + cost.httpProbes;
  const parts = [
    `${code(experiment.name)}, owner ${plain(experiment.owner)}`,
    ...(plan
      ? [`observed for ${formatDuration(plan.observeMs)}, plan ${code(plan.hash)}, seed ${code(plan.seed)}`]
      : []),
    ...(own === undefined ? [] : [`costs about $${own.toFixed(2)} on AWS`]),
    'nothing was touched',
  ];
  return `<sub>${parts.join(' · ')}</sub>`;
};
