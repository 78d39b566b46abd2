import { temporaryAlarmName } from '../alarm-names.ts';
import type { Experiment } from '../experiment.ts';
import { probesOf } from '../judgement.ts';
import type { Alarms } from '../ports.ts';
import type { Run } from '../run.ts';

/** The alarms that ought to judge a run: those of its probes, and a temporary one for each metric. */
export const expectedAlarms = (
  { runId }: Pick<Run, 'runId'>,
  { steadyState: { probes } }: Experiment,
): readonly string[] => [
  ...probesOf(probes, 'alarm').map(({ alarm }) => alarm),
  ...probesOf(probes, 'metric').map(({ name }) => temporaryAlarmName(runId, name)),
];

/** Every alarm that judges a run. A metric with two bounds may have an alarm for each. */
export const alarmsOf = async (
  { alarms }: { readonly alarms: Pick<Alarms, 'temporary'> },
  run: Pick<Run, 'runId'>,
  experiment: Experiment,
): Promise<readonly string[]> => {
  const { probes } = experiment.steadyState;
  const temporary = probesOf(probes, 'metric').length > 0 ? await alarms.temporary(run.runId) : [];
  return [...new Set([...expectedAlarms(run, experiment), ...temporary])];
};
