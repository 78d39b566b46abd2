import type { Probe } from '../../core/experiment.ts';
import type { Reading } from '../../core/run.ts';
import type { Snapshot } from '../../lab/keeper/api.ts';
import type { Output } from '../output.ts';
import { sparkline } from './sparkline.ts';

/** How each probe stands: its last reading, its bounds, and those before it as a small curve. */
export const probeLines = (
  out: Output,
  probes: readonly Probe[],
  readingsOf: (probe: string) => readonly Reading[],
  { alarms }: Snapshot,
  columns: number,
): readonly string[] => {
  const width = Math.max(...probes.map(({ name }) => name.length));
  const curve = Math.min(40, Math.max(10, columns - width - 55));
  return probes.map((probe, index) => {
    const head = `  ${index === 0 ? 'steady ' : '       '}  ${probe.name.padEnd(width)}`;
    if (probe.type === 'alarm') {
      const state = alarms.find(({ configuration }) => configuration.alarmName === probe.alarm)?.state;
      return `${head}  ${out.style(state === 'OK' ? 'green' : 'red', state ?? 'unknown')}  ${out.style('dim', `alarm ${probe.alarm}`)}`;
    }
    const readings = readingsOf(probe.name);
    const last = readings.at(-1);
    if (last === undefined) return `${head}  ${out.style('dim', `no reading yet; good: ${boundsOf(probe)}`)}`;
    const line = sparkline(readings, curve).padStart(curve);
    return `${head}  ${out.style(last.ok ? 'green' : 'red', line)}  ${last.detail}  ${out.style('dim', `good: ${boundsOf(probe)}${badOf(probe, readings)}`)}`;
  });
};

const boundsOf = (probe: Exclude<Probe, { type: 'alarm' }>): string => {
  if (probe.type === 'metric') {
    const { min, max } = probe.bounds;
    return [min === undefined ? '' : `>= ${min}`, max === undefined ? '' : `<= ${max}`].join(' ').trim();
  }
  const { status, maxLatencyMs } = probe.expect;
  return `${status.join('/')}${maxLatencyMs === undefined ? '' : ` in ${maxLatencyMs} ms`}`;
};

const badOf = (
  { tolerance: { breaches, of } }: Exclude<Probe, { type: 'alarm' }>,
  readings: readonly Reading[],
): string => {
  const bad = readings.slice(-of).filter(({ ok }) => !ok).length;
  return bad === 0 ? '' : `, ${bad} of ${breaches} bad ones`;
};
