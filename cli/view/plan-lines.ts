import type { Cost } from '../../core/cost.ts';
import { formatDuration } from '../../core/duration.ts';
import type { Plan, PlannedFault, Refusal } from '../../core/run.ts';
import type { Output } from '../output.ts';
import type { Outlook } from '../session.ts';

/** A plan as a person reads it. */
export const planLines = (out: Output, title: string, plan: Plan): readonly string[] => [
  out.style('bold', title),
  ...plan.faults.flatMap(faultLines),
  `  observed for ${formatDuration(plan.observeMs)} · plan ${plan.hash} · seed ${plan.seed}`,
];

const faultLines = (fault: PlannedFault): readonly string[] => {
  const { name, action, durationMs, startAfterMs, parameters, undo, iamEnforced } = fault;
  const lasts = durationMs > 0 ? ` for ${formatDuration(durationMs)}` : '';
  const starts = startAfterMs > 0 ? `, after ${formatDuration(startAfterMs)}` : '';
  const asked = Object.entries(parameters).map(([key, value]) => `${key}: ${value}`);
  return [
    `  ${name}: ${action}${lasts}${starts}`,
    `    hits   ${hitsOf(fault)}`,
    ...zoneLines(fault),
    ...(asked.length > 0 ? [`    with   ${asked.join(', ')}`] : []),
    `    undo   ${undo}`,
    ...(iamEnforced === 'yes' ? [] : [`    note   ${iamWords[iamEnforced]}`]),
  ];
};

const iamWords = {
  partly: 'IAM alone refuses only part of what lacks the consent tag: Firedrill refuses the rest',
  no: 'IAM cannot refuse what lacks the consent tag: only Firedrill does',
};

const hitsOf = ({ targets, fleet, atStart }: PlannedFault): string => {
  const labels = targets.map(({ label }) => label).join(', ');
  if (atStart === undefined)
    return `${labels} (${targets.length} of ${fleet}, ${Math.round((100 * targets.length) / fleet)} %)`;
  const count = atStart.select.mode === 'COUNT' ? atStart.select.count : atStart.select.mode;
  const where = Object.entries(atStart.parameters).map(([key, value]) => `${key} ${value}`);
  return `${count} in ${labels}, chosen at start by FIS: ${where.join(', ')}`;
};

/** How what is hit is spread over zones: `1 in eu-central-1a, 1 in eu-central-1b`. */
const zoneLines = ({ targets }: PlannedFault): readonly string[] => {
  const byZone = Map.groupBy(targets, ({ zone }) => zone ?? '');
  if (byZone.size === 1 && byZone.has('')) return [];
  const words = [...byZone].map(([zone, some]) => `${some.length} in ${zone || 'no zone'}`);
  return [`    zones  ${words.sort().join(', ')}`];
};

/** What a run of it would cost on AWS. */
export const costLine = ({ fis, orchestration, httpProbes }: Cost): string => {
  const own = orchestration + httpProbes;
  return `  on AWS it costs about $${(fis + own).toFixed(4)}: FIS $${fis.toFixed(2)}, Firedrill $${own.toFixed(4)}`;
};

/** What will probably happen beside the fault, and what is missing for it. */
export const outlookLines = (out: Output, { alarms, missing, unknown }: Outlook): readonly string[] => [
  ...(alarms.length > 0 ? [`  will probably go off: ${alarms.join(', ')}`] : []),
  ...unknown.map((one) => `  not known: ${one}`),
  ...missing.map((one) => out.style('yellow', `  not permitted, as far as IAM can simulate it: ${one}`)),
];

/** Why it would be refused, or that nothing stands in the way. */
export const refusalLines = (out: Output, no: readonly Refusal[]): readonly string[] =>
  no.length === 0
    ? ['  Nothing stands in the way. Nothing was touched.']
    : no.map(({ guard, reason }) => out.style('red', `  would be refused by the ${guard} guard: ${reason}`));
