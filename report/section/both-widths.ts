import type { RunResult } from '../../core/result.ts';
import { type Frame, frameOf, type Span } from '../chart/frame.ts';
import { type Html, html } from '../html.ts';

/** The same chart for a desk and for a phone; the style sheet shows the one that fits, without a script. */
export const bothWidths = (span: Span, zeroMs: number, draw: (frame: Frame) => Html): Html =>
  html`<div class="wide">${draw(frameOf('wide', span, zeroMs))}</div><div class="narrow">${draw(frameOf('narrow', span, zeroMs))}</div>`;

/** The time that the charts of a run show: from the look at the steady state to the last thing that happened. */
export const spanOf = ({ run, readings, journal, experiment }: RunResult): Span => {
  const began = journal.find(({ kind }) => kind === 'checking-steady-state')?.atMs ?? run.createdAtMs;
  const ends = [
    ...[
      run.injectedAtMs,
      run.revertingAtMs,
      run.undoneAtMs,
      run.verifiedAtMs,
      run.recoveringAtMs,
      run.signal?.atMs,
    ],
    run.recovered?.inTime ? run.recovered.steadyFromMs + experiment.steadyState.holdForMs : undefined,
    ...Object.values(readings).map((all) => all.at(-1)?.atMs),
    journal.findLast(({ kind }) => kind === 'recovered' || kind === 'recovery-late' || kind === 'concluded')
      ?.atMs,
  ].filter((atMs) => atMs !== undefined);
  return { fromMs: began, toMs: Math.max(began + 1_000, ...ends) };
};
