import { formatDuration } from '../../core/duration.ts';
import { recoveryBaseMs } from '../../core/restoration.ts';
import type { RunResult } from '../../core/result.ts';
import type { FaultRecord } from '../../core/run.ts';
import { type Html, html } from '../html.ts';
import { offset } from '../time.ts';
import { band, type Moment, type Part, type Segment } from './band.ts';
import { axisPx, type Frame, timeAxis } from './frame.ts';
import { fitted } from './place-labels.ts';

/** The run on one line of time: its phases, a lane for each fault, what stopped it, and the recovery. */
export const timeline = (frame: Frame, result: RunResult): Html => {
  const lanes = [phases(frame, result), ...faultLanes(frame, result), ...recoveryLane(frame, result)];
  const parts: Html[] = [];
  let top = 2;
  for (const { title, draw } of lanes) {
    const { svg, height } = draw(top + 18);
    parts.push(
      html`<text class="lane" x="2" y="${top + 12}">${fitted(title, frame.right / bold)}</text>${svg}`,
    );
    top += 18 + height + 10;
  }
  const summary = `From ${offset(frame.fromMs, frame.zeroMs)} to ${offset(frame.toMs, frame.zeroMs)}: ${lanes.map(({ title }) => title).join('; ')}.`;
  return html`<svg role="img" viewBox="0 0 ${frame.width} ${top + axisPx(true)}" data-from="${frame.fromMs}" data-to="${frame.toMs}" data-zero="${frame.zeroMs}" data-left="${frame.left}" data-right="${frame.right}" data-top="0" data-bottom="${top}"><title>Timeline of the run</title><desc>${summary}</desc>${timeAxis(frame, 20, top, true)}${parts}</svg>`;
};

// Bold letters are wider.
const bold = 1.12;

type Lane = { readonly title: string; readonly draw: (top: number) => Part };

const phases = (frame: Frame, { run }: RunResult): Lane => {
  const { injectedAtMs, revertingAtMs, verifiedAtMs, signal } = run;
  const ends = [
    [injectedAtMs, 'steady state', 'calm'],
    [revertingAtMs, 'faults', 'faulted'],
    [verifiedAtMs, 'undo and verify', 'undoing'],
    [frame.toMs, 'recovery', 'calm'],
  ] as const;
  const segments: Segment[] = [];
  let fromMs = frame.fromMs;
  for (const [index, [endsMs, text, look]] of ends.entries()) {
    const later = ends.slice(index + 1, -1).some(([ms]) => ms !== undefined);
    // A phase that did not end in time is the last there was.
    const toMs = endsMs ?? (later ? fromMs : frame.toMs);
    if (toMs > fromMs) segments.push({ fromMs, toMs, text, look });
    if (endsMs === undefined && !later) break;
    fromMs = toMs;
  }
  const stop: Moment[] = signal
    ? [{ atMs: signal.atMs, text: `STOP ${offset(signal.atMs, frame.zeroMs)}`, shape: 'stop' }]
    : [];
  return { title: 'Phases', draw: (top) => band(frame, top, segments, stop) };
};

const faultLanes = (frame: Frame, { faults }: RunResult): readonly Lane[] =>
  faults.map((fault) => ({
    title: `Fault ${fault.name}: ${fault.targets.map(({ label }) => label).join(', ')}`,
    draw: (top) => band(frame, top, segmentsOf(frame, fault), momentsOf(frame, fault)),
  }));

const segmentsOf = (frame: Frame, fault: FaultRecord): readonly Segment[] => {
  const { intendedAtMs, injectedAtMs = intendedAtMs, undoneAtMs, verifiedAtMs, revertClass } = fault;
  if (injectedAtMs === undefined || fault.state === 'refused') return [];
  const final = revertClass === 'irreversible';
  const endMs = undoneAtMs ?? verifiedAtMs ?? frame.toMs;
  const present: Segment = {
    fromMs: injectedAtMs,
    toMs: endMs,
    text: final ? 'after the fault' : 'faulted',
    look: 'faulted',
    quiet: true,
  };
  if (verifiedAtMs === undefined || verifiedAtMs <= endMs) {
    const open = undoneAtMs !== undefined && verifiedAtMs === undefined && !final;
    return open
      ? [present, { fromMs: endMs, toMs: frame.toMs, text: 'not verified', look: 'undoing' }]
      : [present];
  }
  return [
    present,
    {
      fromMs: endMs,
      toMs: verifiedAtMs,
      text: final ? 'recovering' : 'undone',
      look: 'undoing',
      quiet: true,
    },
  ];
};

const momentsOf = (frame: Frame, fault: FaultRecord): readonly Moment[] => {
  const { intendedAtMs, injectedAtMs, proof, undoneAtMs, verifiedAtMs, revertClass, state } = fault;
  const at = (what: string, atMs: number) => `${what} ${offset(atMs, frame.zeroMs)}`;
  if (state === 'refused' && intendedAtMs !== undefined)
    return [{ atMs: intendedAtMs, text: at('refused', intendedAtMs), shape: 'tick' }];
  const moments: readonly (Moment | undefined)[] = [
    injectedAtMs !== undefined
      ? { atMs: injectedAtMs, text: at('injected', injectedAtMs), shape: 'tick' }
      : intendedAtMs !== undefined
        ? { atMs: intendedAtMs, text: at('intended, answer unknown', intendedAtMs), shape: 'tick' }
        : undefined,
    proof && { atMs: proof.atMs, text: at('proven', proof.atMs), shape: 'proof' },
    undoneAtMs !== undefined && revertClass !== 'irreversible'
      ? { atMs: undoneAtMs, text: at('undone', undoneAtMs), shape: 'undo' }
      : undefined,
    verifiedAtMs !== undefined
      ? { atMs: verifiedAtMs, text: at('verified', verifiedAtMs), shape: 'good' }
      : undefined,
  ];
  return moments.filter((moment) => moment !== undefined);
};

const recoveryLane = (frame: Frame, { run, faults, experiment }: RunResult): readonly Lane[] => {
  const { recovered, injectedAtMs, revertingAtMs } = run;
  if (injectedAtMs === undefined || revertingAtMs === undefined) return [];
  const baseMs = recoveryBaseMs(run, faults);
  const limitMs = baseMs + experiment.recovery.withinMs;
  const holdEndMs = recovered?.inTime
    ? Math.max(recovered.steadyFromMs, baseMs) + experiment.steadyState.holdForMs
    : undefined;
  const backMs = recovered?.inTime ? Math.max(recovered.steadyFromMs, baseMs) : Math.min(limitMs, frame.toMs);
  const segments: readonly Segment[] = [
    ...(backMs > baseMs
      ? [{ fromMs: baseMs, toMs: backMs, text: recovered ? 'not steady' : 'not confirmed', look: 'undoing' }]
      : []),
    ...(holdEndMs === undefined
      ? []
      : [{ fromMs: backMs, toMs: holdEndMs, text: 'steady, held', look: 'good' }]),
  ];
  const limit: Moment[] =
    limitMs <= frame.toMs
      ? [{ atMs: limitMs, text: `limit ${offset(limitMs, frame.zeroMs)}`, shape: 'tick' }]
      : [];
  const title = `Recovery, at most ${formatDuration(experiment.recovery.withinMs)} from ${offset(baseMs, frame.zeroMs)}`;
  return [{ title, draw: (top) => band(frame, top, segments, limit) }];
};
