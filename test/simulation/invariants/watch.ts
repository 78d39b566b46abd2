import type { Call } from '../call.ts';
import type { Invocation } from '../invocation.ts';
import { checkLanded, keepAnswer } from './answers.ts';
import { boundsOf } from './bounds.ts';
import { checkChange, checkUndone } from './effects.ts';
import { checkArriving, checkSent } from './requests.ts';
import { nothingSeen, type Watch } from './seen.ts';
import { checkOver, checkStop, keepAlarm } from './signals.ts';
import { openViolations } from './violations.ts';
import type { Witness } from './witness.ts';

/** Watches a simulation; every broken promise is kept. */
export const openInvariants = (world: Witness) => {
  const { violations, must } = openViolations(world);
  const seen = nothingSeen();
  const watch: Watch = { world, seen, must };
  const bounds = boundsOf(world, must);

  return {
    violations,
    must,
    sent: (invocation: Invocation, call: Call) => checkSent(watch, invocation, call),
    arriving: (invocation: Invocation, call: Call) => checkArriving(watch, invocation, call),
    landed: (invocation: Invocation, call: Call, answer: unknown) =>
      checkLanded(watch, invocation, call, answer),
    made: keepAnswer,
    changed: () => checkChange(watch),
    undone: (runId: string) => checkUndone(watch, runId),
    evaluated: (isBad: boolean) => keepAlarm(watch, isBad),
    over: (invocation: Invocation) => checkOver(watch, invocation),
    stopAccepted: () => checkStop(watch),
    minute: () => bounds.minute(seen),
    leverPulled: () => {
      seen.leverPulledAtMs ??= world.clock.now();
    },
    // One that was lost before it was given was not there to be seen.
    approvalRevoked: (runId: string) => {
      if (world.peek.run(runId)?.approval) seen.revokedAtMs ??= world.clock.now();
    },
    consentWithdrawn: () => {
      seen.withdrawnAtMs ??= world.clock.now();
    },
  };
};
