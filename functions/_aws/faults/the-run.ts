import type { InjectNeeds } from '../../../adapters/fis/inject.ts';
import type { Alarms, Experiments, Runs } from '../../../core/ports.ts';
import { runOf } from '../../../core/protocol/record.ts';
import { alarmsOf } from '../../../core/protocol/watched-alarms.ts';
import { beforeRevert } from '../../../core/run.ts';
import { environment } from '../environment.ts';

// arn:aws:states:eu-central-1:123456789012:stateMachine:...
const [, partition, , region, account] = environment.FIREDRILL_EXPERIMENT_MACHINE.split(':');

const arnOf = (alarm: string): string =>
  alarm.startsWith('arn:') ? alarm : `arn:${partition}:cloudwatch:${region}:${account}:alarm:${alarm}`;

/** What FIS must know of a run before it starts a fault of it. */
export const askingTheRun = (ports: {
  readonly runs: Pick<Runs, 'get'>;
  readonly experiments: Pick<Experiments, 'get'>;
  readonly alarms: Pick<Alarms, 'temporary'>;
}): Pick<InjectNeeds, 'mayInject' | 'stopAlarms'> => ({
  mayInject: async (runId) => {
    const { state } = await runOf(ports, runId);
    return beforeRevert.some((one) => one === state);
  },
  stopAlarms: async (runId) => {
    const run = await runOf(ports, runId);
    const stored = await ports.experiments.get(run.experiment);
    return stored === undefined ? [] : (await alarmsOf(ports, run, stored.document)).map(arnOf);
  },
});
