import type { FaultRecord, Run } from '../../../core/run.ts';
import { beforeRevert, notClosed } from '../../../core/run.ts';
import type { Call } from '../call.ts';
import type { Invocation } from '../invocation.ts';
import { boundsOf } from './bounds.ts';
import { checkInject } from './inject.ts';
import { mayCall } from './powers.ts';
import type { InvariantId, Violation } from './sentences.ts';
import { isWhole } from './truth.ts';
import type { Witness } from './witness.ts';

/** What has been seen so far, beyond what is stored. */
export type Seen = {
  /** The step at which reverting of a run began. */
  readonly begunAt: Map<string, number>;
  readonly tokens: Map<string, Set<string>>;
  leverPulledAtMs: number | undefined;
  withdrawnAtMs: number | undefined;
  badSinceMs: number | undefined;
  /** Runs with a fault there while the alarm was off. */
  readonly badWhileLive: Set<string>;
};

/** Says that something must hold, or else it is a violation. */
export type Must = (invariant: InvariantId, holds: boolean, detail: () => string) => void;

const order = [...notClosed, 'closed'];

/** Watches a simulation; every broken promise is kept. */
export const openInvariants = (world: Witness) => {
  const violations: Violation[] = [];
  const seen: Seen = {
    begunAt: new Map(),
    tokens: new Map(),
    leverPulledAtMs: undefined,
    withdrawnAtMs: undefined,
    badSinceMs: undefined,
    badWhileLive: new Set(),
  };
  const must: Must = (invariant, holds, detail) => {
    if (holds) return;
    const text = detail();
    if (violations.some((one) => one.invariant === invariant && one.detail === text)) return;
    violations.push({ invariant, detail: text, atMs: world.clock.now() - world.startedAtMs });
    world.told(() => `*** ${invariant}: ${text}`);
  };
  const bounds = boundsOf(world, must);

  const watchState = () => {
    for (const { runId } of world.peek.runs()) {
      const live = world.fleet.live(runId).filter(({ isReversible }) => isReversible);
      if (live.length > 0)
        must(
          'S3',
          world.deadMan.firesAtMs(runId) !== undefined,
          () => 'something is faulted and no dead man is armed',
        );
    }
  };

  const changeOfRun = (before: Run | undefined, after: Run) => {
    const { runId, state } = after;
    if (before && before.state !== state && order.indexOf(before.state) >= order.indexOf('reverting'))
      must(
        'S5',
        order.indexOf(state) >= order.indexOf('reverting'),
        () => `from ${before.state} back to ${state}`,
      );
    if (!beforeRevert.some((one) => one === state) && !seen.begunAt.has(runId))
      seen.begunAt.set(runId, world.steps());
    if (state !== 'closed' || before?.state === 'closed') return;
    must('S7', isWhole(world, runId), () => 'closed while something is not as it was');
    must('S6', world.fleet.onTheWay(runId).length === 0, () => 'closed while an effect was on its way');
    for (const { name, state: kept } of world.peek.faults(runId))
      must('S7', ['armed', 'refused', 'verified'].includes(kept), () => `closed with fault ${name} ${kept}`);
    sayOf(runId, after);
  };

  const sayOf = (runId: string, { conclusion }: Run) => {
    if (conclusion?.restoration === 'restored')
      must('S12', isWhole(world, runId), () => 'called restored while something is not as it was');
    if (conclusion?.restoration === 'nothing-injected')
      must(
        'S12',
        world.fleet.effects.every((one) => one.runId !== runId),
        () => 'called untouched after an effect',
      );
    if (conclusion?.hypothesis !== 'held') return;
    const landed = new Set(
      world.fleet.effects.flatMap((one) =>
        one.runId === runId && one.landedAtMs !== undefined ? [one.ordinal] : [],
      ),
    );
    must(
      'S12',
      landed.size === world.scenario.experiment.faults.length,
      () => 'called held though a fault never landed',
    );
    must(
      'S12',
      !seen.badWhileLive.has(runId),
      () => 'called held though the alarm went off during the fault',
    );
  };

  const changeOfFault = (invocation: Invocation, ordinal: number, { state }: Partial<FaultRecord>) => {
    if (state === 'undone')
      must(
        'S10',
        invocation.undone.has(ordinal),
        () => `fault ${ordinal} called undone before its undo was answered`,
      );
    if (state === 'verified')
      must(
        'S12',
        invocation.restored.has(ordinal),
        () => `fault ${ordinal} called verified without a look that showed it`,
      );
  };

  return {
    violations,
    seen,
    must,
    sent: (invocation: Invocation, call: Call) => {
      const { fn } = invocation;
      must('S15', mayCall(fn, call.name), () => `${fn} called ${call.name}`);
      if (call.name === 'faults.inject')
        checkInject(world, seen, must, invocation, call.given[0] as FaultRecord);
      if (call.name === 'faults.undo') {
        const { ordinal } = call.given[0] as FaultRecord;
        const last = invocation.lastUndone ?? Infinity;
        must(
          'S10',
          ordinal < last || invocation.undone.has(ordinal),
          () => `fault ${ordinal} undone after fault ${last}`,
        );
        invocation.lastUndone = ordinal;
      }
      if (
        call.name !== 'faults.undo' &&
        !call.name.startsWith('journal.') &&
        call.name !== 'runs.updateFault'
      )
        if (call.name === 'runs.faults') delete invocation.lastUndone;
    },
    arriving: (invocation: Invocation, { name, given }: Call) => {
      invocation.runBefore = name === 'runs.update' ? world.peek.run(given[0] as string) : undefined;
      if (name === 'leases.release') {
        const runId = given[0] as string;
        must(
          'S6',
          world.peek.run(runId)?.state === 'closed',
          () => 'the lease was released before the close',
        );
        must('S6', isWhole(world, runId), () => 'the lease was released while something is not as it was');
      }
      if (name === 'deadMan.disarm')
        must('S3', isWhole(world, given[0] as string), () => 'disarmed while something is not as it was');
    },
    landed: (invocation: Invocation, { name, given }: Call, answer: unknown) => {
      invocation.lastLanded = name;
      if (name === 'runs.update' && answer !== undefined) {
        const [runId, condition] = given as [string, { states?: readonly string[]; epoch?: number }];
        changeOfRun(invocation.runBefore, answer as Run);
        const isFence =
          condition.epoch !== undefined &&
          condition.states?.every((state) => beforeRevert.some((one) => one === state)) === true;
        if (isFence) invocation.fencePassed = { step: world.steps(), runId };
      }
      if (name === 'runs.updateFault' && answer !== false)
        changeOfFault(invocation, given[1] as number, given[2] as Partial<FaultRecord>);
      watchState();
    },
    made: (invocation: Invocation, { name, given }: Call, answer: unknown) => {
      if (name === 'faults.undo') invocation.undone.add((given[0] as FaultRecord).ordinal);
      if (name === 'faults.verify' && (answer as { restored: boolean }).restored)
        invocation.restored.add((given[0] as FaultRecord).ordinal);
    },
    /** Something in the fleet has truly changed. */
    changed: () => {
      for (const effect of world.fleet.effects) {
        const { runId, landedAtMs } = effect;
        if (landedAtMs !== world.clock.now()) continue;
        must('S6', world.peek.run(runId)?.state !== 'closed', () => 'an effect landed after the close');
        const others = world.fleet.effects.filter(
          (one) =>
            one.arn === effect.arn && one.runId !== runId && one.landedAtMs !== undefined && !one.endedAtMs,
        );
        must('S13', others.length === 0, () => `two runs at once on ${effect.arn}`);
      }
      watchState();
    },
    /** An undo of a run has changed something. */
    undone: (runId: string) =>
      must(
        'S6',
        world.peek.run(runId)?.state !== 'closed',
        () => 'an undo landed after the close, on what another run had changed',
      ),
    /** The alarm's true state has been looked at. */
    evaluated: (isBad: boolean) => {
      seen.badSinceMs = isBad ? (seen.badSinceMs ?? world.clock.now()) : undefined;
      // What goes off after the undo is accepted belongs to the recovery.
      for (const { runId, undoneAtMs } of world.peek.runs())
        if (isBad && undoneAtMs === undefined && world.fleet.live(runId).length > 0)
          seen.badWhileLive.add(runId);
    },
    /** A function has come to its end by itself. */
    over: ({ fn, startedAtMs }: Invocation) => {
      const isOff = seen.badSinceMs !== undefined && seen.badSinceMs < startedAtMs;
      const isSeen = world.peek.run(world.runId)?.state !== 'observing';
      must(
        'S8',
        fn !== 'observe-run' || !isOff || isSeen,
        () => 'Observe did not see that the alarm was off already',
      );
    },
    minute: () => bounds.minute(seen),
    leverPulled: () => {
      seen.leverPulledAtMs ??= world.clock.now();
    },
    consentWithdrawn: () => {
      seen.withdrawnAtMs ??= world.clock.now();
    },
    stopAccepted: () => {
      const run = world.peek.run(world.runId);
      must(
        'S9',
        run === undefined || !beforeRevert.some((state) => state === run.state),
        () => `Stop answered, and the run is ${run?.state}`,
      );
    },
  };
};
