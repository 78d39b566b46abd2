import type { RunResult } from '../../core/result.ts';
import { type Html, html } from '../html.ts';
import { zeroMs } from '../time.ts';
import { type Level, moment, part, table } from './part.ts';

// What a probe or an alarm said is nobody's deed.
const saidBySystems = new Set(['reading', 'alarm']);
// These have a row of their own.
const told = new Set(['signal', 'approved', 'denied']);

/** Everybody who did something in a run, people and processes, in the order of their first deed. */
export const whoDidWhat = (level: Level, { run, journal, experiment }: RunResult): Html => {
  const zero = zeroMs(run);
  const deeds = Map.groupBy(
    journal.filter(({ kind }) => !saidBySystems.has(kind) && !told.has(kind)),
    ({ actor }) => actor,
  );
  const rows = [
    [run.trigger.actor, moment(run.createdAtMs, zero), `started the run (${run.trigger.kind})`],
    ...(run.approval
      ? [
          [
            run.approval.by,
            moment(run.approval.atMs, zero),
            `${run.approval.answer} plan ${run.approval.planHash}`,
          ],
        ]
      : []),
    ...(run.signal
      ? [[run.signal.actor, moment(run.signal.atMs, zero), `stopped it: ${run.signal.reason}`]]
      : []),
    ...[...deeds].map(([actor, all]) => [
      actor,
      moment(all[0]?.atMs, zero),
      counted(all.map(({ kind }) => kind)),
    ]),
  ];
  return part(
    level,
    'Who did what',
    html`${table('Actors', ['who', 'first', 'what'], rows)}<p class="small">Owner of the experiment: ${experiment.owner}</p>`,
  );
};

const counted = (kinds: readonly string[]): string =>
  [...Map.groupBy(kinds, (kind) => kind)]
    .map(([kind, all]) => (all.length > 1 ? `${kind} ×${all.length}` : kind))
    .join(', ');
