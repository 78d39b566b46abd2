import type { Probe } from '../core/experiment.ts';
import { decidingReading } from '../core/judgement.ts';
import { alarmOf, type RunResult, readingsOf } from '../core/result.ts';
import type { Reading } from '../core/run.ts';
import { spanMs } from '../core/stream.ts';

/** What a probe showed in one phase of a run. `met`: its tolerance was not used up, its alarm was not off. */
export type Seen = {
  readonly met: boolean;
  readonly said: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly last?: Reading;
};

/** The phases of a run: before the fault, with it, and after its undo was accepted. */
export type Phase = 'before' | 'during' | 'after';

/** Every phase, in order. */
export const phases = ['before', 'during', 'after'] as const satisfies readonly Phase[];

/** What a probe showed in a phase; undefined where the run had no such phase, or the probe said nothing in it. */
export const seenIn = (result: RunResult, probe: Probe, phase: Phase): Seen | undefined => {
  const span = spanOf(result, phase);
  if (span === undefined) return undefined;
  return probe.type === 'alarm' ? alarmIn(result, probe.name, span) : readingsIn(result, probe, span);
};

type Span = { readonly fromMs: number; readonly toMs: number };

const spanOf = ({ run, journal, experiment }: RunResult, phase: Phase): Span | undefined => {
  const { injectedAtMs, revertingAtMs, undoneAtMs, recovered } = run;
  const lookedAtMs = journal.find(({ kind }) => kind === 'checking-steady-state')?.atMs ?? run.steadyFromMs;
  if (phase === 'before')
    return lookedAtMs === undefined ? undefined : { fromMs: lookedAtMs, toMs: injectedAtMs ?? Infinity };
  if (injectedAtMs === undefined) return undefined;
  const endMs = Math.max(revertingAtMs ?? Infinity, undoneAtMs ?? revertingAtMs ?? Infinity);
  if (phase === 'during') return { fromMs: injectedAtMs, toMs: endMs };
  if (endMs === Infinity) return undefined;
  // Alarms and metrics go on after a run, and what comes then is none of its doing.
  const lastMs = journal.findLast(({ kind }) => ENDS.has(kind))?.atMs ?? Infinity;
  if (!recovered?.inTime) return { fromMs: endMs, toMs: lastMs };
  // Back for good is what counts: what was bad on the way there is told by the time it took.
  const fromMs = Math.max(endMs, recovered.steadyFromMs);
  return { fromMs, toMs: fromMs + experiment.steadyState.holdForMs };
};

const ENDS: ReadonlySet<string> = new Set(['recovered', 'recovery-late', 'concluded']);

const readingsIn = (
  result: RunResult,
  probe: Exclude<Probe, { type: 'alarm' }>,
  { fromMs, toMs }: Span,
): Seen | undefined => {
  // A period that had begun before a phase tells of it all the same.
  const began = fromMs - Math.max(0, spanMs(probe) - 1);
  const all = readingsOf(result, probe.name).filter(({ atMs }) => atMs >= began && atMs <= toMs);
  const [first, last] = [all[0], all.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const bad = all.filter(({ ok }) => !ok);
  const { breaches, of } = probe.tolerance;
  const deciding = decidingReading(all, probe.tolerance);
  const met = deciding === undefined;
  const said =
    bad.length === 0
      ? `${all.length} good`
      : `${bad.length} of ${all.length} bad${met ? '' : `, ${breaches} of ${of} is a breach: ${deciding.detail}`}`;
  return { met, said, fromMs: first.atMs, toMs: last.atMs, last: deciding ?? last };
};

const alarmIn = (result: RunResult, probe: string, { fromMs, toMs }: Span): Seen | undefined => {
  const changes = alarmOf(result, probe);
  const standing = changes.findLast(({ atMs }) => atMs <= fromMs);
  const within = [
    ...(standing ? [standing] : []),
    ...changes.filter(({ atMs }) => atMs > fromMs && atMs <= toMs),
  ];
  const [first, last] = [within[0], within.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const bad = within.find(({ state }) => state !== 'OK');
  return {
    met: bad === undefined,
    said: bad === undefined ? 'OK' : `${bad.state}: ${bad.reason}`,
    ...{ fromMs: Math.max(fromMs, first.atMs), toMs: Math.max(fromMs, last.atMs) },
  };
};
