import { beforeRevert, type FaultRecord, type Run } from '../../../core/run.ts';
import type { Call } from '../call.ts';
import type { Invocation } from '../invocation.ts';
import { checkArmed } from './effects.ts';
import { checkFault, checkRun } from './records.ts';
import type { Watch } from './seen.ts';

type Condition = { readonly states?: readonly string[]; readonly epoch?: number };

/** The far end has done what a call asked for. */
export const checkLanded = (
  watch: Watch,
  invocation: Invocation,
  { name, given }: Call,
  answer: unknown,
): void => {
  invocation.lastLanded = name;
  if (name === 'runs.update' && answer !== undefined) {
    const [runId, condition] = given as [string, Condition];
    checkRun(watch, invocation.runBefore, answer as Run);
    if (isFence(condition)) invocation.fencePassed = { step: watch.world.steps(), runId };
  }
  if (name === 'runs.updateFault' && answer !== false)
    checkFault(watch, invocation, given[1] as number, given[2] as Partial<FaultRecord>);
  checkArmed(watch);
};

// A conditional write that only a run whose reverting has not begun lets through.
const isFence = ({ epoch, states }: Condition): boolean =>
  epoch !== undefined && states?.every((state) => beforeRevert.some((one) => one === state)) === true;

/** Keeps what an invocation is told of its faults. */
export const keepAnswer = (invocation: Invocation, { name, given }: Call, answer: unknown): void => {
  if (name === 'faults.undo') invocation.undone.add((given[0] as FaultRecord).ordinal);
  if (name === 'faults.verify' && (answer as { restored: boolean }).restored)
    invocation.restored.add((given[0] as FaultRecord).ordinal);
};
