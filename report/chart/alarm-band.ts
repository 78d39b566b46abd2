import type { AlarmChange, AlarmState } from '../../core/ports.ts';
import { band, type Moment, type Part, type Segment } from './band.ts';
import type { Frame } from './frame.ts';

const looks: Readonly<Record<AlarmState, string>> = {
  OK: 'good',
  ALARM: 'alarm',
  INSUFFICIENT_DATA: 'unknown',
};

/** The states of an alarm as a band, with the change that decided, if one did; where it is not known there is none. */
export const alarmBand = (
  frame: Frame,
  top: number,
  changes: readonly AlarmChange[],
  decidedAtMs?: number,
): Part => {
  const sorted = changes.toSorted((a, b) => a.atMs - b.atMs);
  const segments = sorted.flatMap(({ atMs, state }, index): Segment[] => {
    const fromMs = Math.max(atMs, frame.fromMs);
    const toMs = Math.min(sorted[index + 1]?.atMs ?? frame.toMs, frame.toMs);
    return toMs > fromMs ? [{ fromMs, toMs, text: `alarm ${state}`, look: looks[state] }] : [];
  });
  const none = [{ fromMs: frame.fromMs, toMs: frame.toMs, text: 'nothing on record', look: 'unknown' }];
  const decided: readonly Moment[] =
    decidedAtMs === undefined ? [] : [{ atMs: decidedAtMs, text: 'decided', shape: 'proof' }];
  return band(frame, top, segments.length > 0 ? segments : none, decided);
};
