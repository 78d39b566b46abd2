import { probesOf } from '../judgement.ts';
import type { Ports } from '../ports.ts';
import { experimentOf, note, runOf } from './record.ts';
import { considerSteady } from './steady.ts';

/** The name of a run's temporary alarm on one metric probe. */
export const temporaryAlarmName = (runId: string, probe: string): string => `firedrill-${runId}-${probe}`;

/** State CheckSteadyState: starts everything that watches, and is answered when the steady state has held. */
export const checkSteadyState = async (ports: Ports, runId: string, token: string): Promise<void> => {
  const run = await ports.runs.update(
    runId,
    { states: ['committed', 'checking'] },
    { state: 'checking', waiting: { state: 'steady', token } },
  );
  if (run === undefined)
    return ports.executions.fail(token, 'RunStopped', 'stopped before its steady state was checked');
  const experiment = await experimentOf(ports, run);
  const { probes, holdForMs } = experiment.steadyState;
  await note(ports, runId, 'checking-steady-state', {
    data: { holdForMs, probes: probes.map(({ name }) => name) },
  });
  const metrics = probesOf(probes, 'metric');
  for (const probe of metrics)
    await ports.alarms.putTemporary({ name: temporaryAlarmName(runId, probe.name), runId, probe });
  await ports.runs.watch(runId, [
    ...probesOf(probes, 'alarm').map(({ alarm }) => alarm),
    ...metrics.map(({ name }) => temporaryAlarmName(runId, name)),
  ]);
  if (probesOf(probes, 'http').length > 0) await ports.watchers.start(runId);
  await considerSteady(ports, await runOf(ports, runId), experiment);
};
