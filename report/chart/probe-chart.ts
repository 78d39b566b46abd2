import type { Probe } from '../../core/experiment.ts';
import type { AlarmChange } from '../../core/ports.ts';
import type { Reading } from '../../core/run.ts';
import { type Html, html } from '../html.ts';
import { alarmBand } from './alarm-band.ts';
import { axisPx, type Frame, rounded, timeAxis } from './frame.ts';
import { chartInWords } from './in-words.ts';
import { placeLabels, rowsOf } from './place-labels.ts';
import { plotOf, plotPx } from './plot.ts';

/** What a probe's chart shows of the run around it. */
export type Around = {
  readonly windows: readonly { readonly fromMs: number; readonly toMs: number }[];
  readonly marks: readonly { readonly atMs: number; readonly text: string; readonly look: string }[];
  /** When the reading that decided was taken, if this probe decided. */
  readonly decidedAtMs?: number;
};

const rowPx = 15;

/** One probe over the time of the run: readings with their bounds, what was bad and what is missing, and its alarm. */
export const probeChart = (
  frame: Frame,
  probe: Probe,
  readings: readonly Reading[],
  changes: readonly AlarmChange[],
  around: Around,
): Html => {
  const labels = placeLabels(
    around.marks.map((one) => ({ ...one, x: frame.x(one.atMs) })),
    2,
    frame.right,
  );
  const top = rowsOf(labels) * rowPx + 8;
  const plot = probe.type === 'alarm' ? undefined : plotOf(frame, probe, readings, top, around.decidedAtMs);
  const plotEnd = top + (plot ? plotPx : 0);
  const alarm =
    changes.length > 0 || probe.type === 'alarm'
      ? alarmBand(frame, plotEnd + 8, changes, probe.type === 'alarm' ? around.decidedAtMs : undefined)
      : undefined;
  const bottom = plotEnd + (alarm ? alarm.height + 12 : 0);
  const shaded = around.windows.map(({ fromMs, toMs }) => {
    const [from, to] = [frame.x(fromMs), frame.x(toMs)];
    return html`<rect class="window" x="${from}" y="${top}" width="${rounded(to - from)}" height="${bottom - top}"/>`;
  });
  const lines = labels.map(
    ({ x, row, look }) => html`<path class="line ${look}" d="M${x},${row * rowPx + 15}V${bottom}"/>`,
  );
  // After all lines, so that none goes through a word.
  const words = labels.map(
    ({ left, width, row, text, look }) =>
      html`<text class="beside ${look}" x="${rounded(left + width / 2)}" y="${row * rowPx + 12}">${text}</text>`,
  );
  const values = plot && html` data-low="${plot.low}" data-high="${plot.high}" data-unit="${unitOf(probe)}"`;
  return html`<svg role="img" viewBox="0 0 ${frame.width} ${bottom + axisPx()}" data-from="${frame.fromMs}" data-to="${frame.toMs}" data-zero="${frame.zeroMs}" data-left="${frame.left}" data-right="${frame.right}" data-top="${top}" data-bottom="${plot ? plotEnd : bottom}"${values}><title>${`Probe ${probe.name} over time`}</title><desc>${chartInWords(readings, changes, frame.zeroMs)}</desc>${shaded}${timeAxis(frame, top, bottom)}${lines}${words}${plot?.svg}${alarm?.svg}</svg>`;
};

const unitOf = ({ type }: Probe): string => (type === 'http' ? ' ms' : '');
