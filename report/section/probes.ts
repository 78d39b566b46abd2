import { probeBehind } from '../../core/alarm-names.ts';
import { formatDuration } from '../../core/duration.ts';
import type { Probe } from '../../core/experiment.ts';
import { alarmOf, type RunResult, readingsOf } from '../../core/result.ts';
import type { Reading } from '../../core/run.ts';
import { type Around, probeChart } from '../chart/probe-chart.ts';
import { type Html, html } from '../html.ts';
import { offset, zeroMs } from '../time.ts';
import { bothWidths, spanOf } from './both-widths.ts';
import { type Level, moment, part, table } from './part.ts';

/** A chart of each probe on the time axis of the run, and its bad readings as a table. */
export const probes = (level: Level, result: RunResult): Html => {
  const { experiment, run } = result;
  const looked = result.journal.some(({ kind }) => kind === 'checking-steady-state');
  const none = experiment.steadyState.probes.every(
    ({ name }) => readingsOf(result, name).length === 0 && (!looked || alarmOf(result, name).length === 0),
  );
  if (none)
    return part(
      level,
      'Probes',
      html`<p>No probe was read: the run ended before its steady state was looked at.</p>${table(
        'What would have been read',
        ['probe', 'healthy means'],
        experiment.steadyState.probes.map((probe) => [probe.name, healthy(probe)]),
      )}`,
    );
  const legend = html`<p class="legend"><span class="key series">reading</span><span class="key bad">bad reading</span><span class="key missing">missing reading</span><span class="key decided">deciding reading</span><span class="key window">fault present</span></p>`;
  const charts = experiment.steadyState.probes.map((probe) => {
    const around = aroundOf(result, probe.name);
    const draw = bothWidths(spanOf(result), zeroMs(run), (frame) =>
      probeChart(frame, probe, readingsOf(result, probe.name), alarmOf(result, probe.name), around),
    );
    return html`<figure><figcaption><b>${probe.name}</b> <span>${healthy(probe)}</span></figcaption>${draw}</figure>${badSpells(result, readingsOf(result, probe.name), probe.name)}`;
  });
  return part(level, 'Probes', html`${legend}${charts}`);
};

/** What a probe asks, in words. */
export const asked = (probe: Probe): string => {
  if (probe.type === 'alarm') return `the alarm ${probe.alarm} is OK`;
  const { breaches, of } = probe.tolerance;
  const tolerance = `a breach is ${breaches} bad of ${of}`;
  if (probe.type === 'metric') {
    const { min, max } = probe.bounds;
    const bounds = [min === undefined ? '' : `≥ ${min}`, max === undefined ? '' : `≤ ${max}`];
    return `${probe.expression} ${bounds.filter((side) => side !== '').join(' and ')}, one reading per ${formatDuration(probe.periodMs)}; ${tolerance}`;
  }
  const { status, maxLatencyMs } = probe.expect;
  const within =
    maxLatencyMs === undefined
      ? `within ${formatDuration(probe.timeoutMs)}`
      : `within ${formatDuration(maxLatencyMs)}`;
  return `${probe.method} ${probe.url} answers ${status.join(' or ')} ${within}, asked every ${formatDuration(probe.everyMs)}; ${tolerance}`;
};

const healthy = (probe: Probe): string =>
  probe.type === 'http' ? `${asked(probe)}; line: latency in ms` : asked(probe);

const aroundOf = ({ run, faults, experiment }: RunResult, probe: string): Around => {
  const zero = zeroMs(run);
  const windows = faults.flatMap(({ injectedAtMs, intendedAtMs, undoneAtMs, verifiedAtMs, state }) => {
    const fromMs = injectedAtMs ?? intendedAtMs;
    if (fromMs === undefined || state === 'refused') return [];
    return [{ fromMs, toMs: undoneAtMs ?? verifiedAtMs ?? Infinity }];
  });
  const { signal, injectedAtMs, undoneAtMs, recovered } = run;
  const decided = signal?.probe !== undefined && probeBehind(run, experiment, signal.probe) === probe;
  const marks = [
    injectedAtMs !== undefined && { atMs: injectedAtMs, text: 'fault', look: 'fault' },
    signal && { atMs: signal.atMs, text: `STOP ${offset(signal.atMs, zero)}`, look: 'stop' },
    undoneAtMs !== undefined &&
      injectedAtMs !== undefined && {
        atMs: undoneAtMs,
        text: faults.every(({ revertClass }) => revertClass === 'irreversible')
          ? 'nothing to undo'
          : 'undone',
        look: 'undo',
      },
    recovered?.inTime &&
      undoneAtMs !== undefined &&
      recovered.steadyFromMs > undoneAtMs && {
        atMs: recovered.steadyFromMs,
        text: `steady ${offset(recovered.steadyFromMs, zero)}`,
        look: 'good',
      },
  ];
  return {
    windows,
    marks: marks.flatMap((one) => one || []),
    ...(decided && signal.readingAtMs !== undefined && { decidedAtMs: signal.readingAtMs }),
  };
};

type Spell = { readonly first: Reading; last: Reading; count: number };

const mostRows = 60;

/** The bad readings, those that follow each other as one row. */
const badSpells = ({ run }: RunResult, readings: readonly Reading[], probe: string): Html | false => {
  const spells: Spell[] = [];
  for (const [index, reading] of readings.entries()) {
    if (reading.ok) continue;
    const open = readings[index - 1]?.ok === false ? spells.at(-1) : undefined;
    if (open) Object.assign(open, { last: reading, count: open.count + 1 });
    else spells.push({ first: reading, last: reading, count: 1 });
  }
  if (spells.length === 0) return false;
  const total = spells.reduce((sum, { count }) => sum + count, 0);
  const zero = zeroMs(run);
  const rows = spells
    .slice(0, mostRows)
    .map(({ first, last, count }) => [
      moment(first.atMs, zero),
      moment(last.atMs, zero),
      count,
      count === 1 ? first.detail : `${first.detail} … ${last.detail}`,
    ]);
  const more = spells.length - rows.length;
  return html`<details><summary>${total} bad ${total === 1 ? 'reading' : 'readings'} of ${readings.length}</summary>${table(`Bad readings of ${probe}`, ['from', 'to', 'how many', 'what they said'], rows)}${more > 0 && html`<p class="small">And ${more} more stretches; all readings are in the JSON result.</p>`}</details>`;
};
