import { expect, test } from 'vitest';
import { readSchedule } from './schedule.ts';
import { simulate } from './simulate.ts';

// Each of these broke a promise once.
const found: readonly (readonly [sentence: string, schedule: string])[] = [
  [
    'an arming of the dead man that was answered and never happened is noticed before the first fault',
    'ours/fails seed=1: arm-deadman/deadMan.arm#1=no-op',
  ],
  [
    'a fault that lands long after its answer was lost is waited for, also when a repeat was answered',
    'ours/fails seed=1: inject-faults/faults.inject#1=late',
  ],
  [
    'a target that somebody changes after its before-image was taken is not hit',
    'ours/fails seed=1: arm-deadman/runs.update#2=drift',
  ],
  [
    'a run that is not held to its end by a late start of its fault is observed as long as any',
    'ours/fails seed=1: inject-faults/faults.resolve#1=timeout',
  ],
  [
    'an alarm that goes off before the undo is accepted counts',
    'ours/fails seed=1: inject-faults/runs.update#1=response-lost',
  ],
  [
    'whoever closes a run and dies right after leaves it to be found, with or without a lease',
    'ours/probed seed=157: commit-run/levers.engaged#1=second-run, trigger/journal.append#2=stop, plan-run/journal.append#2=crash-before, conclude-run/journal.append#2=throttle, conclude-run/notices.tell#1=no-op',
  ],
  [
    'the end of a run is in its journal once, however many close it',
    'ours/fails seed=1: inject-faults/faults.snapshot#1=driver-gone',
  ],
  [
    'two rescuers who come each minute do not wait for each other for ever',
    'irreversible/holds seed=9: trigger/runs.create#1=undo-denied, inject-faults/journal.append#2=freeze, revert-faults/faults.fence#2=5xx, revert-faults/journal.append#5=table-throttled',
  ],
  [
    'an alarm whose events were lost and whose history cannot be read proves nothing',
    'self-reverting/fails seed=1: on-signal/runs.watching#1=throttle, conclude-run/alarms.history#1=denied',
  ],
  [
    'a far end that could not be fenced is fenced again before anything is called restored',
    'irreversible/fails seed=1: inject-faults/faults.inject#1=freeze, revert-faults/faults.fence#1=conflict',
  ],
  [
    'a target that was strange before the run is left strange after it',
    'by-document/probed seed=13545: check-steady-state/runs.update#1=drift, watch-http/experiments.get#4=denied, inject-faults/runs.update#3=denied, revert-faults/journal.append#1=driver-gone, revert-faults/runs.faults#2=notifier-down, watch-http/runs.get#18=throttle',
  ],
  [
    'two roles lost at once leave the paging to the alarm on the reconciler',
    'ours/deaf seed=137306: arm-deadman/journal.append#2=undo-denied, reconcile/runs.open#3=role-denied, dead-man/runs.attempt#3=role-denied',
  ],
  [
    'a dead reconciler and a lost role leave the paging to the alarm on its silence',
    'if-asked/holds seed=46190: *=reconciler-dead, observe-run/runs.faults#2=driver-gone, dead-man/runs.attempt#3=role-denied',
  ],
  [
    'what somebody has changed in the middle of a fault, and put right after it, proves nothing',
    'self-reverting/holds seed=5293: plan-run/places.exceeded#1=second-run, commit-run/experiments.get#2=5xx, commit-run/places.demands#2=drift, inject-faults/faults.evidence#1=drift, verify-restored/runs.update#1=crash-after',
  ],
  [
    'a dead man who has undone everything and then loses the table does not undo again without the books, on what another run has changed',
    'ours/again seed=59146: *=reconciler-dead, task:Inject#1=Lambda.TooManyRequestsException/after, dead-man/runs.faults#7=timeout',
  ],
];

test.each(found)('%s', async (_, line) => {
  const { violations } = await simulate(readSchedule(line));
  expect(violations).toEqual([]);
});
