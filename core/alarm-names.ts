import type { Experiment } from './experiment.ts';
import { probesOf } from './judgement.ts';
import type { Run } from './run.ts';

/** The name of a run's temporary alarm on one metric probe. */
export const temporaryAlarmName = (runId: string, probe: string): string => `firedrill-${runId}-${probe}`;

/** The probe that an alarm speaks for. */
export const probeBehind = (
  { runId }: Pick<Run, 'runId'>,
  { steadyState: { probes } }: Experiment,
  alarm: string,
): string => {
  const named = probesOf(probes, 'alarm').find((probe) => probe.alarm === alarm);
  const metric = probesOf(probes, 'metric')
    .filter(({ name }) => `${alarm}-`.startsWith(`${temporaryAlarmName(runId, name)}-`))
    .sort((a, b) => b.name.length - a.name.length)[0];
  return (named ?? metric)?.name ?? alarm;
};
