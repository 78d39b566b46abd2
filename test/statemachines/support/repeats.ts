import type { Machine } from '../../support/machine-graph.ts';

/** What a second call of a task's function with the same input does, and whether the machine may make it. */
export type Repeat = {
  readonly because: string;
  readonly retried: 'never' | 'not after a timeout' | 'even after a timeout';
};

const always = (because: string): Repeat => ({ because, retried: 'even after a timeout' });
const answered = (because: string): Repeat => ({ because, retried: 'not after a timeout' });
const never = (because: string): Repeat => ({ because, retried: 'never' });

/** Every task of both machines, in their order. A new task needs an entry here before it may be repeated. */
export const repeats: Readonly<Record<Machine, Readonly<Record<string, Repeat>>>> = {
  experiment: {
    Plan: always('a plan that is stored is taken as it is; it touches nothing'),
    AwaitApproval: never('a new token would be asked for while a person holds the old one'),
    Commit: always('taking a lease that one holds is no conflict; the rest is read anew'),
    CheckSteadyState: never('its timeout is an answer: the system was not steady in time'),
    Arm: always('records are overwritten only while they are armed; arming again moves the same dead man'),
    Inject: answered(
      'tokens derive from run and fault; but after a timeout faults may be live that nobody ends',
    ),
    Observe: never('its timeout is the clock: the next fault is due, or the last one ends'),
    Revert: always('an undo writes only over the after-image, so the second finds nothing to undo'),
    VerifyRestored: always('it only reads; the first to see a fault verified writes it down'),
    AwaitRecovery: never('its timeout is an answer: the data never came'),
    Conclude: always('a run that is closed keeps its conclusion, and only what is unfinished is finished'),
  },
  gameday: {
    Decide: always('it decides by what is stored'),
    AskPerson: never('its timeout is an answer: nobody opened the gate'),
    RunExperiment: answered('the run is named after game day and step; only its token is new'),
    Conclude: always('a game day that has a conclusion keeps it'),
  },
};
