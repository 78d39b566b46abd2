import { temporaryAlarmName } from '../alarm-names.ts';
import { probesOf } from '../judgement.ts';
import type { Ports } from '../ports.ts';
import { considerSteady } from './consider-steady.ts';
import { experimentOf, note, runOf } from './record.ts';
import { alarmsOf } from './watched-alarms.ts';
import { startWatcher } from './watchers.ts';

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
  await ports.runs.watch(runId, await alarmsOf(ports, run, experiment));
  if (probesOf(probes, 'http').length > 0) await startWatcher(ports, runId);
  await considerSteady(ports, await runOf(ports, runId), experiment);
};
