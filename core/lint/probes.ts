import type { Path } from '../documents/problem.ts';
import type { Experiment, Probe } from '../experiment.ts';
import type { AlarmDefinition, LintContext, WatchedMetric } from './context.ts';

/** A probe with its way from the root of the document. */
export type ProbeAt = { readonly probe: Probe; readonly path: Path };

/** Every probe with its path. */
export const probesOf = ({ steadyState }: Experiment): readonly ProbeAt[] =>
  steadyState.probes.map((probe, index) => ({ probe, path: ['steadyState', 'probes', index] }));

/** What an alarm probe's alarm is, where somebody has looked. */
export const definitionOf = (probe: Probe, { alarms }: LintContext): AlarmDefinition | undefined =>
  probe.type === 'alarm' ? alarms?.get(probe.alarm) : undefined;

/** The metrics a probe watches; undefined where that cannot be said. */
export const watched = (probe: Probe, context: LintContext): readonly WatchedMetric[] | undefined => {
  if (probe.type === 'http') return [];
  if (probe.type === 'metric') return Object.values(probe.metrics);
  const metrics = definitionOf(probe, context)?.metrics;
  return metrics === undefined || metrics.length === 0 ? undefined : metrics;
};

/** How long a breach takes to show at least; undefined where nobody has looked at the alarm. */
export const detectionMs = (probe: Probe, context: LintContext): number | undefined => {
  if (probe.type === 'alarm') return definitionOf(probe, context)?.detectionMs;
  return probe.tolerance.breaches * (probe.type === 'http' ? probe.everyMs : probe.periodMs);
};
