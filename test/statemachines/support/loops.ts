import experimentSchema from '../../../schema/experiment.schema.json' with { type: 'json' };
import gameDaySchema from '../../../schema/gameday.schema.json' with { type: 'json' };
import { type Machine, statesOf } from '../../support/machine-graph.ts';
import { type Loop, retryWaits } from './events.ts';

const secondsOf = (waits: readonly number[]) => waits.reduce((sum, one) => sum + one, 0);
const waitsOf = (name: string) => retryWaits(statesOf('experiment').get(name) ?? { Type: '' });

/** How long VerifyRestored asks a world that is not back, before it calls for a person. */
export const patienceSeconds = 15 * 60;

/** How long one round of Revert and VerifyRestored takes at least: the waits between the looks. */
export const roundSeconds = secondsOf(waitsOf('VerifyRestored'));

/** How long Revert tries by itself before it gives up. */
export const revertSeconds = secondsOf(waitsOf('Revert'));

/** The most faults a document may have, and the most steps a game day may have. */
export const mostFaults = experimentSchema.properties.faults.maxItems;
export const mostSteps = gameDaySchema.properties.steps.maxItems;

/** Every loop of both machines, and why it ends. */
export const loops: Readonly<Record<Machine, readonly Loop[]>> = {
  experiment: [
    // Observe times out for a fault that is due, and each is due once; the first round may inject none.
    { states: ['Inject', 'Observe', 'Due'], rounds: mostFaults + 1 },
    // From the first accepted undo on a round takes its waits, and the look after the last moment of patience is the last.
    {
      states: ['Revert', 'Quarantine', 'VerifyRestored'],
      rounds: Math.ceil(patienceSeconds / roundSeconds) + 1,
    },
  ],
  gameday: [
    // Before each step at most a pause, a gate and a run, each marked as done; then the end.
    { states: ['Decide', 'What', 'Pause', 'AskPerson', 'RunExperiment'], rounds: 3 * mostSteps + 1 },
  ],
};
