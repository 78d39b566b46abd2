import { chance, oneOf } from './chance.ts';
import { representativesOf } from './disturbances/calls.ts';
import { taskErrors } from './disturbances/tasks.ts';
import { timeouts, wholeRun } from './disturbances/whole-run.ts';
import type { Layer } from './layers.ts';
import { isQuick, scenarios } from './scenarios.ts';
import { type Disturbance, readSchedule, type Schedule } from './schedule.ts';
import { type Outcome, simulate } from './simulate.ts';
import { type Breadth, callAt, singlesOf } from './singles.ts';

/** A piece of work for one worker: which schedules to run, and of how many parts this is one. */
export type Job = {
  readonly kind: 'singles' | 'pairs' | 'random' | 'replay';
  /** Its name; of a replay the whole schedule. */
  readonly scenario: string;
  readonly without: readonly Layer[];
  readonly part: number;
  readonly parts: number;
  /** Of the pairs, how many are taken; 1 is all. Of random schedules, how many there are. */
  readonly share: number;
  readonly breadth?: Breadth;
  /** What goes wrong in each of its schedules, as in their one line. */
  readonly first?: string;
  /** A mutant is looked at until something notices it. */
  readonly stopAtFirst?: boolean;
};

/** Hears of every outcome. */
type Hear = (outcome: Outcome) => void;

const seed = 1;

/** Runs a job. */
export const runJob = async (job: Job, hear: Hear, isEnough: () => boolean = () => false): Promise<void> => {
  if (job.kind === 'random') return randoms(job, hear, isEnough);
  if (job.kind === 'replay') return hear(await simulate(readSchedule(job.scenario)));
  const { disturbances } = readSchedule(`${job.scenario} seed=${seed}: ${job.first ?? 'nothing'}`);
  const base: Schedule = { scenario: job.scenario, seed, disturbances, without: job.without };
  const alone = await simulate(base);
  hear(alone);
  const { trace } = alone;
  return job.kind === 'singles' ? singles(job, base, trace, hear, isEnough) : pairs(job, base, trace, hear);
};

const isMine = ({ part, parts }: Job, index: number): boolean => index % parts === part;

const singles = async (
  job: Job,
  base: Schedule,
  trace: readonly string[],
  hear: Hear,
  isEnough: () => boolean,
): Promise<void> => {
  const all = singlesOf(trace, job.breadth);
  for (const [index, one] of all.entries())
    if (isMine(job, index) && !isEnough())
      hear(await simulate({ ...base, disturbances: [...base.disturbances, one] }));
};

/** The functions between Inject and Conclude, both included, and whoever comes to help. */
const between =
  /^(inject-faults|observe-run|on-signal|revert-faults|verify-restored|await-recovery|conclude-run|reconcile|dead-man|on-execution-ended)\//;

/** What else can go wrong at a place of a pair. */
const secondsAt = (place: string): readonly Disturbance[] =>
  between.test(place) ? representativesOf(callAt(place)).map((what) => ({ at: place, what })) : [];

// The second goes wrong anywhere on the way that the first has made the run take.
const pairs = async (job: Job, base: Schedule, trace: readonly string[], hear: Hear): Promise<void> => {
  const random = chance(job.part + 1);
  const firsts = trace.flatMap(secondsAt);
  for (const [index, first] of firsts.entries()) {
    // A small share is spread over firsts and seconds alike.
    if (!isMine(job, index) || (job.share < 0.01 && random() > 0.1)) continue;
    const alone = await simulate({ ...base, disturbances: [first] });
    const after = alone.trace.slice(alone.trace.indexOf(first.at) + 1);
    for (const second of after.filter(isNotAgain).flatMap(secondsAt))
      if (job.share === 1 || random() < (job.share < 0.01 ? 10 * job.share : job.share))
        hear(await simulate({ ...base, disturbances: [first, second] }));
  }
};

// A run that stays open repeats itself once a minute: the fourth time is like the third.
const isNotAgain = (place: string): boolean => Number(place.slice(place.lastIndexOf('#') + 1)) <= 3;

const randoms = async (job: Job, hear: Hear, isEnough: () => boolean): Promise<void> => {
  const names = [...scenarios.keys()].filter(isQuick);
  for (let index = job.part; index < job.share && !isEnough(); index += job.parts) {
    const random = chance(0x9e3779b9 ^ (index * 2_654_435_761));
    hear(await simulate(randomSchedule(index, oneOf(names, random), job.without, random)));
  }
};

/** Three to six things go wrong, some of them from the beginning or in a task. */
const randomSchedule = (
  index: number,
  scenario: string,
  without: readonly Layer[],
  random: () => number,
): Schedule => {
  const count = 3 + Math.floor(random() * 4);
  const whole =
    random() < 0.4 ? [{ at: '*', what: oneOf([...Object.keys(wholeRun), ...timeouts], random) }] : [];
  const task = random() < 0.3 ? [taskFault(random)] : [];
  const surprises = Array.from({ length: count - whole.length - task.length }, () => ({
    afterCalls: 1 + Math.floor(random() * 160),
    which: random(),
  })).sort((a, b) => a.afterCalls - b.afterCalls);
  return { scenario, seed: index, without, disturbances: [...whole, ...task], surprises };
};

const tasks = [
  'Plan',
  'Commit',
  'CheckSteadyState',
  'Arm',
  'Inject',
  'Observe',
  'Revert',
  'VerifyRestored',
  'AwaitRecovery',
  'Conclude',
];

const taskFault = (random: () => number): Disturbance => ({
  at: `task:${oneOf(tasks, random)}#1`,
  what: `${oneOf(taskErrors, random)}/${random() < 0.5 ? 'before' : 'after'}`,
});
