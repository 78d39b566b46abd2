import type { FaultDriver } from '../../core/ports.ts';
import { factsOf } from './actions.ts';
import { whyRefused } from './refused.ts';

/**
 * The driver `fis`: each fault of a run becomes one experiment template and one experiment of AWS FIS.
 *
 * That is a change from the first design, where all faults of a run shared one template: here each fault has its own
 * start, which is Firedrill's (`startAfter` is never FIS's, because the guards are read again before each fault), its own
 * fence, its own evidence and its own place in the order of undoing. The price is that a run of several faults takes
 * several of the five experiments that may be active in an account and Region: `quotas.ts` says so in the plan.
 *
 * Nothing is remembered. What belongs to a run is found by its tags, so that any other process, the dead man above all,
 * can undo what this one has started, with nothing but the fault's record.
 *
 * The driver comes in parts, one file per method, because a function's bundle may hold only the commands it needs:
 * `resolve`, `snapshot`, `evidence`, `verify` and `residue` look; `inject` creates, starts and, when FIS has chosen what
 * is not in the plan, stops; `fence` and `undo` delete, stop, and put back what FIS does not.
 *
 * Of most actions the services that are hit show the fault and its end (`looks/`, evidence of level 2). Of the others only
 * FIS knows: `over.ts` believes it, and says so in the words "confirmed by FIS only".
 */
export const fisDriver: Pick<FaultDriver, 'name' | 'lateEffectMs' | 'facts'> & {
  /** Why an action of FIS is not made; undefined for any other. */
  refuses(action: string): string | undefined;
} = {
  name: 'fis',
  // The function that injects ends after 60 s, whatever it was waiting for; what it had on the wire arrives within ten.
  // An experiment that starts after that is not late: it is listed, and so found by the residue scan.
  lateEffectMs: 70_000,
  facts: factsOf,
  refuses: whyRefused,
};
