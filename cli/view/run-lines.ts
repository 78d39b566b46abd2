import type { Experiment } from '../../core/experiment.ts';
import type { Run } from '../../core/run.ts';
import type { Output } from '../output.ts';
import type { Broken } from './board.ts';
import { clockOf } from './entry-line.ts';

const phases: Readonly<Record<Run['state'], string>> = {
  planned: 'planning',
  'awaiting-approval': 'waiting for approval',
  committed: 'committed',
  checking: 'checking the steady state',
  armed: 'armed',
  injecting: 'injecting',
  observing: 'observing',
  reverting: 'reverting',
  verifying: 'verifying',
  recovering: 'waiting for recovery',
  closed: 'closed',
};

/** Where a run is, and how long that may take. */
export const phaseLine = (
  { style }: Output,
  run: Run | undefined,
  experiment: Experiment | undefined,
  nowMs: number,
): string => {
  if (run === undefined) return `  ${style('bold', 'starting')}`;
  const left = (untilMs: number, what: string) => `${clockOf(untilMs - nowMs).trim()} ${what}`;
  const { state, injectedAtMs, plan, undoneAtMs, deadlineMs } = run;
  const said = [
    state === 'checking' && experiment
      ? `until it has held for ${clockOf(experiment.steadyState.holdForMs).trim()}`
      : '',
    state === 'observing' && injectedAtMs !== undefined && plan
      ? left(injectedAtMs + plan.observeMs, 'left to observe')
      : '',
    state === 'recovering' && undoneAtMs !== undefined && experiment
      ? left(undoneAtMs + experiment.recovery.withinMs, 'left to recover')
      : '',
    deadlineMs !== undefined && run.verifiedAtMs === undefined ? left(deadlineMs, 'to the deadline') : '',
  ].filter((one) => one !== '');
  return `  ${[style('bold', phases[state]), ...said].join(' · ')}`;
};

const knownOf = (
  { proven, undone, irreversible }: Pick<Broken, 'proven' | 'undone' | 'irreversible'>,
  style: Output['style'],
): string => {
  if (irreversible) return style('yellow', 'irreversible, not yet made good for');
  if (undone) return style('yellow', 'undo accepted, not yet verified');
  return proven ? style('red', 'proven') : style('yellow', 'not proven yet');
};

/** What is broken at this moment, on our account. */
export const brokenLines = (
  { style }: Output,
  broken: readonly Broken[],
  nowMs: number,
): readonly string[] =>
  broken.length === 0
    ? ['  broken   nothing']
    : broken.map(({ fault, action, targets, sinceMs, ...is }, index) => {
        const known = knownOf(is, style);
        const since = clockOf(nowMs - sinceMs).trim();
        return `  ${index === 0 ? 'broken ' : '       '}  ${fault} · ${known} · for ${since} · ${targets.join(', ')} · ${style('dim', action)}`;
      });
