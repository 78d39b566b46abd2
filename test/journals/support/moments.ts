import type { Experiment } from '../../../core/experiment.ts';
import type { FaultRecord, Run } from '../../../core/run.ts';
import {
  aFault,
  anExperiment,
  errorsAlarm,
  faultOn,
  ordersMetric,
  shopProbe,
} from '../../support/an-experiment.ts';

/** What is on record at some moment of a run, and the call that has just been answered. */
export type Now = { readonly run: Run; readonly faults: readonly FaultRecord[]; readonly call: string };

/** A run, and the moment at which its process dies. */
export type Moment = {
  readonly caught: string;
  readonly experiment: Experiment;
  is(now: Now): boolean;
};

const second = 1_000;
const minute = 60 * second;

const steadyState = { holdForMs: 10 * second, probes: [shopProbe(), errorsAlarm] };
const one = anExperiment({ steadyState });
const states = ({ faults }: Now) => faults.map(({ state }) => state).join();

/** The moments of which every version leaves a journal. */
export const moments: Readonly<Record<string, Moment>> = {
  armed: {
    caught: 'the dead man is armed, nothing is sent yet',
    experiment: one,
    is: ({ run }) => run.state === 'armed',
  },
  intended: {
    caught: 'the fault has been sent, its answer was never written down',
    experiment: one,
    is: ({ call }) => call === 'faults.inject',
  },
  'injected-and-proven': {
    caught: 'the fault is there, and has been seen',
    experiment: anExperiment({ steadyState, approval: { required: true, timeoutMs: 60 * minute } }),
    is: ({ run, faults }) => run.state === 'observing' && faults.every(({ proof }) => proof),
  },
  'second-fault-armed': {
    caught: 'one fault is there, the other is not due yet; a metric and an alarm watch',
    experiment: anExperiment({
      steadyState: { holdForMs: minute, probes: [errorsAlarm, ordersMetric()] },
      faults: [faultOn(1, { durationMs: 5 * minute }), faultOn(2, { startAfterMs: 3 * minute })],
    }),
    is: (now) => now.run.state === 'observing' && states(now) === 'injected,armed',
  },
  'one-of-two-undone': {
    caught: 'the second fault is undone, the first is not',
    experiment: anExperiment({ steadyState, faults: [faultOn(1), faultOn(2)] }),
    is: (now) => states(now) === 'injected,undone',
  },
  'irreversible-undone': {
    caught: 'an instance is terminated, its replacement is not there yet',
    experiment: anExperiment({
      steadyState,
      faults: [aFault({ name: 'terminate-one', action: 'aws:ec2:terminate-instances', durationMs: 0 })],
    }),
    is: ({ run, faults }) => run.state === 'verifying' && faults.every(({ state }) => state === 'undone'),
  },
};
