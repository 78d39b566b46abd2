import { verifyChain } from '../../core/chain.ts';
import { changedBySomebody } from './far-end/fleet.ts';
import type { Violation } from './invariants/sentences.ts';
import { isWhole } from './invariants/truth.ts';
import { scenarioOf } from './scenarios.ts';
import type { Disturbance, Schedule } from './schedule.ts';
import { clearUp, isOnlyNotifierDown } from './weather.ts';
import { openSimulation, type Simulation } from './world.ts';

/** What came of one schedule. */
export type Outcome = {
  readonly schedule: Schedule;
  readonly violations: readonly Violation[];
  /** Every place that was reached, in order: where something else could go wrong. */
  readonly trace: readonly string[];
  /** What of the schedule has really happened. */
  readonly fired: readonly Disturbance[];
  readonly verdict: string;
  readonly reasons: readonly string[];
  readonly isPaged: boolean;
  readonly timeline: readonly string[];
};

const minuteMs = 60_000;
/** Longer than everything lasts that ends by itself, and than it takes until a person is paged. */
const patienceMs = 32 * minuteMs;
const afterwardsMs = 30 * minuteMs;

/** Runs one schedule from its trigger until everything has come to rest. */
export const simulate = async (schedule: Schedule, isTold = false): Promise<Outcome> => {
  const sim = openSimulation(schedule, scenarioOf(schedule.scenario), isTold);
  await sim.clock.advance(5_000);
  void trigger(sim);
  const isDone = () => isOver(sim) && !sim.isRepeatDue();
  await until(sim, isDone, patienceMs);
  if (!isDone()) {
    if (isOnlyNotifierDown(sim.weather) && !isDrifted(sim))
      sim.invariants.must('S12', false, () => 'it waits for a notifier that is down');
    sim.told(() => 'what lasted is put right');
    putRight(sim);
    await until(sim, isDone, afterwardsMs);
  }
  atTheEnd(sim, isDone());
  const { conclusion } = sim.peek.run(sim.runId) ?? {};
  return {
    schedule: named(schedule, sim.fired),
    violations: sim.invariants.violations,
    trace: sim.trace,
    fired: sim.fired,
    verdict: conclusion ? `${conclusion.hypothesis}, ${conclusion.restoration}` : 'never started',
    reasons: conclusion?.reasons ?? [],
    isPaged: sim.notices.told.some(({ kind }) => kind === 'needs-human'),
    timeline: sim.timeline,
  };
};

// The same again, by the names of what has happened.
const named = ({ surprises: _, ...schedule }: Schedule, fired: readonly Disturbance[]): Schedule => ({
  ...schedule,
  disturbances: [...schedule.disturbances.filter(({ at }) => !at.includes('/')), ...fired],
});

const trigger = async (sim: Simulation, again = 3): Promise<void> => {
  try {
    await sim.start();
  } catch {
    if (again > 0) sim.clock.at(sim.clock.now() + 5_000, () => void trigger(sim, again - 1));
    else sim.giveUp();
  }
  approveWhenAsked(sim);
};

const approveWhenAsked = (sim: Simulation): void => {
  if (!sim.scenario.experiment.approval.required || sim.peek.run(sim.runId)?.state === 'closed') return;
  if (sim.peek.run(sim.runId)?.state === 'awaiting-approval') void sim.approve().catch(() => undefined);
  sim.clock.at(sim.clock.now() + 3_000, () => approveWhenAsked(sim));
};

const isOver = (sim: Simulation): boolean => {
  const runs = sim.peek.runs();
  const begun = runs.some(({ runId }) => runId === sim.runId) || sim.hasGivenUp();
  return (
    begun &&
    sim.isQuiet() &&
    !sim.isBusy() &&
    runs.every(({ runId, state }) => state === 'closed' && sim.deadMan.firesAtMs(runId) === undefined) &&
    sim.leases.held().size === 0
  );
};

const until = async (sim: Simulation, isDone: () => boolean, withinMs: number): Promise<void> => {
  const untilMs = sim.clock.now() + withinMs;
  while (!isDone() && sim.clock.now() < untilMs) {
    await sim.clock.advance(1_000);
    // Somebody who starts it again does not wait for what may still be on its way.
    if (sim.leases.held().size === 0) sim.repeat();
  }
};

const isDrifted = ({ fleet }: Simulation): boolean => fleet.strange().length > 0;

const putRight = (sim: Simulation): void => {
  clearUp(sim.weather, sim.clock.now());
  // Whoever changed a target meanwhile puts it back.
  const taken = sim.peek.runs().flatMap(({ runId }) => sim.peek.faults(runId));
  for (const { arn, attribute, before } of sim.fleet.strange()) {
    // Unless it was so before the run.
    const isBefore = taken.some(
      (fault) => fault.driver === attribute && fault.before[arn]?.value === changedBySomebody,
    );
    if (!isBefore) sim.fleet.set(arn, attribute, before);
  }
  sim.evaluate();
};

const atTheEnd = (
  { invariants: { must }, peek, fleet, engine, runId, ...sim }: Simulation,
  isDone: boolean,
): void => {
  for (const run of peek.runs()) {
    const journal = peek.journal(run.runId);
    must('liveness', isWhole({ fleet }, run.runId), () => 'in the end something is not as it was');
    if (isDone)
      must('S7', fleet.templates.get(run.runId) === undefined, () => 'in the end a template is left');
    const chain = verifyChain(journal);
    must('S14', chain.ok, () => 'the journal does not verify');
    if (!isDone) continue;
    const ends = journal.filter(({ kind }) => kind === 'concluded').length;
    must('S14', ends === 1, () => `the end is ${ends} times in the journal`);
  }
  must('liveness', isDone, () => {
    const run = peek.run(runId);
    const left = [
      run === undefined ? 'it never began' : `it is ${run.state}`,
      sim.leases.held().size > 0 ? 'a lease is held' : '',
      sim.deadMan.firesAtMs(runId) === undefined ? '' : 'the dead man is armed',
    ];
    return `in the end ${left.filter(Boolean).join(', ')}`;
  });
};
