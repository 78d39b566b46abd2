import { formatDuration } from '../../core/duration.ts';
import type { RunResult } from '../../core/result.ts';
import type { FaultRecord, Image, ResolvedTarget } from '../../core/run.ts';
import { type Content, type Html, html } from '../html.ts';
import { zeroMs } from '../time.ts';
import { endsBy, recoveredWords } from '../words.ts';
import { type Level, list, moment, part, table } from './part.ts';

/** Each fault with its undo record: targets before and after, what was done when, and how it was seen to be over. */
export const faultsAndTargets = (level: Level, result: RunResult): Html => {
  const { faults, run } = result;
  if (faults.length > 0)
    return part(
      level,
      'Faults and targets',
      faults.map((fault) => faultCard(result, fault)),
    );
  const planned = run.plan?.faults ?? [];
  if (planned.length === 0)
    return part(level, 'Faults and targets', html`<p>No target was chosen, and none was touched.</p>`);
  const said = planned.map(
    ({ name, action, targets, fleet }) =>
      `${name}: ${action} on ${labels(targets)} (${targets.length} of ${fleet})`,
  );
  return part(level, 'Faults and targets', html`<p>Nothing was touched. The plan was:</p>${list(said)}`);
};

const labels = (targets: readonly ResolvedTarget[]): string => targets.map(({ label }) => label).join(', ');

const faultCard = (result: RunResult, fault: FaultRecord): Html => {
  const { name, action, targets, revertClass, drift } = fault;
  const planned = result.run.plan?.faults.find((one) => one.name === name);
  return html`<div class="card"><p class="fault"><b>${name}</b> <code>${action}</code></p>${drift !== undefined && html`<p class="alert">Drifted: somebody else changed the target, and nothing was overwritten. ${drift}</p>`}${table(
    `Undo record of ${name}`,
    ['what', 'when', 'evidence'],
    recordRows(result, fault, planned?.undo ?? endsBy[revertClass]),
  )}${table(
    `Targets of ${name}${planned ? `: ${targets.length} of ${planned.fleet} candidates` : ''}`,
    ['target', 'before', 'with the fault', 'zone'],
    targets.map((target) => targetRow(fault, target)),
  )}${parametersOf(fault)}</div>`;
};

const recordRows = (
  result: RunResult,
  fault: FaultRecord,
  recipe: string,
): readonly (readonly Content[])[] => {
  const { run } = result;
  const at = (atMs: number | undefined) => moment(atMs, zeroMs(run));
  const { intendedAtMs, injectedAtMs, proof, undoneAtMs, verifiedAtMs, verifiedHow, revertClass, state } =
    fault;
  const final = revertClass === 'irreversible';
  const rows: readonly (readonly Content[] | false)[] = [
    [
      'intended',
      at(intendedAtMs),
      intendedAtMs === undefined ? 'never: it was armed only' : 'written down before anything was sent',
    ],
    ['injected', at(injectedAtMs), injectedWords(fault)],
    ['proven present', at(proof?.atMs), proof ? `${levels[proof.level]}: ${proof.seen}` : 'never proven'],
    final
      ? ['undo', '–', `irreversible, nothing to undo; ${recoveredWords(result)}`]
      : ['undone', at(undoneAtMs), `recipe: ${recipe}`],
    [final ? 'verified recovered' : 'verified back', at(verifiedAtMs), verifiedHow ?? notVerified(state)],
  ];
  return rows.filter((row) => row !== false);
};

const injectedWords = ({ state, injectedAtMs }: FaultRecord): string => {
  if (injectedAtMs !== undefined) return 'the injection was accepted';
  if (state === 'refused') return 'refused for certain: nothing happened';
  return state === 'armed' ? 'never sent' : 'no answer came, so it counts as injected';
};

const notVerified = (state: FaultRecord['state']): string =>
  state === 'armed' || state === 'refused'
    ? 'nothing happened, nothing to verify'
    : `not verified (${state})`;

const levels = { 1: 'level 1, AWS FIS says so', 2: 'level 2, an independent read' } as const;

const targetRow = (
  { before, after }: FaultRecord,
  { arn, label, zone }: ResolvedTarget,
): readonly Content[] => [
  html`<b>${label}</b>${label !== arn && html`<br><code>${arn}</code>`}`,
  image(before[arn]),
  image(after[arn]),
  zone ?? '–',
];

const image = (of: Image | undefined): Content =>
  of === undefined || Object.keys(of).length === 0
    ? '–'
    : Object.entries(of).map(
        ([key, value]) => html`<span class="pair">${key}: <b>${String(value)}</b></span>`,
      );

const parametersOf = ({ parameters, startAfterMs, durationMs, revertClass }: FaultRecord): Html => {
  const said = [
    `starts ${formatDuration(startAfterMs)} after the first fault`,
    durationMs > 0 ? `lasts ${formatDuration(durationMs)}` : 'happens once',
    endsBy[revertClass],
    ...Object.entries(parameters).map(([key, value]) => `${key} = ${value}`),
  ];
  return html`<p class="small">${said.join(' · ')}</p>`;
};
