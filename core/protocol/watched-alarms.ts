import { temporaryAlarmName } from '../alarm-names.ts';
import type { Experiment } from '../experiment.ts';
import { probesOf } from '../judgement.ts';
import type { Ports } from '../ports.ts';
import type { Run } from '../run.ts';

/** Every alarm that judges a run: those of its probes, and its temporary ones. One that ought to be there is among them. */
export const alarmsOf = async (
  { alarms }: Pick<Ports, 'alarms'>,
  { runId }: Pick<Run, 'runId'>,
  { steadyState: { probes } }: Experiment,
): Promise<readonly string[]> => {
  const metrics = probesOf(probes, 'metric');
  // A probe with two bounds may have an alarm for each.
  const temporary = metrics.length > 0 ? await alarms.temporary(runId) : [];
  return [
    ...new Set([
      ...probesOf(probes, 'alarm').map(({ alarm }) => alarm),
      ...metrics.map(({ name }) => temporaryAlarmName(runId, name)),
      ...temporary,
    ]),
  ];
};
