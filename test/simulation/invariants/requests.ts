import type { FaultRecord } from '../../../core/run.ts';
import type { Call } from '../call.ts';
import type { Invocation } from '../invocation.ts';
import { isGiven } from './given.ts';
import { checkInject } from './inject.ts';
import { mayCall } from './powers.ts';
import type { Watch } from './seen.ts';
import { isWhole } from './truth.ts';

/** A call is sent. */
export const checkSent = (watch: Watch, invocation: Invocation, { name, given }: Call): void => {
  const { world, seen, must } = watch;
  const { fn } = invocation;
  must('S15', mayCall(fn, name), () => `${fn} called ${name}`);
  must('S15', isGiven(fn, name), () => `${fn} called ${name}, which it does not have on AWS`);
  if (name === 'faults.inject') checkInject(world, seen, must, invocation, given[0] as FaultRecord);
  if (name === 'faults.undo') checkUndo(watch, invocation, given[0] as FaultRecord);
  // Another attempt to undo begins with the faults there are.
  if (name === 'runs.faults') delete invocation.lastUndone;
};

const checkUndo = ({ must }: Watch, invocation: Invocation, { ordinal }: FaultRecord): void => {
  const last = invocation.lastUndone ?? Infinity;
  must(
    'S10',
    ordinal <= last || invocation.undone.has(ordinal),
    () => `fault ${ordinal} undone after fault ${last}`,
  );
  invocation.lastUndone = ordinal;
};

/** A call has reached the far end, which is about to do it. */
export const checkArriving = (
  { world, must }: Watch,
  invocation: Invocation,
  { name, given }: Call,
): void => {
  const runId = given[0] as string;
  if (name === 'runs.updateFault')
    invocation.faultBefore = world.peek.faults(runId).find((one) => one.ordinal === given[1])?.state;
  invocation.runBefore = name === 'runs.update' ? world.peek.run(runId) : undefined;
  if (name === 'leases.release') {
    const isClosed = world.peek.run(runId)?.state === 'closed';
    must('S6', isClosed, () => 'the lease was released before the close');
    must('S6', isWhole(world, runId), () => 'the lease was released while something is not as it was');
  }
  if (name === 'deadMan.disarm')
    must('S3', isWhole(world, runId), () => 'disarmed while something is not as it was');
};
