import { expect, test } from 'vitest';
import { allVerified, injectedAnything, recoveryBaseMs } from '../../core/restoration.ts';
import type { FaultState } from '../../core/run.ts';
import { aFaultRecord, aRun } from '../support/facts.ts';

const table: readonly (readonly [FaultState, live: boolean, home: boolean])[] = [
  ['armed', false, true],
  ['refused', false, true],
  ['intended', true, false],
  ['injected', true, false],
  ['undone', true, false],
  ['drifted', true, false],
  ['verified', true, true],
];

test.for(table)('a fault that is %s: may have been live: %s, is home: %s', ([state, live, home]) => {
  expect(injectedAnything([aFaultRecord({ state })])).toBe(live);
  expect(allVerified([aFaultRecord({ state })])).toBe(home);
});

test('one fault that is not home keeps all of them from it', () => {
  expect(allVerified([aFaultRecord(), aFaultRecord({ state: 'undone' })])).toBe(false);
  expect(allVerified([])).toBe(true);
  expect(injectedAnything([])).toBe(false);
});

test('recovery counts from the accepted undo', () => {
  expect(recoveryBaseMs(aRun({ undoneAtMs: 7 }), [aFaultRecord()])).toBe(7);
  const { undoneAtMs: _, ...notUndone } = aRun({ revertingAtMs: 5 });
  expect(recoveryBaseMs(notUndone, [aFaultRecord()])).toBe(5);
  const { revertingAtMs: _r, ...nothing } = notUndone;
  expect(recoveryBaseMs({ ...nothing, createdAtMs: 3 }, [])).toBe(3);
});

test('recovery counts from the last injection where nothing can be undone', () => {
  const terminated = aFaultRecord({ revertClass: 'irreversible', injectedAtMs: 90_000 });
  const { injectedAtMs: _, ...unanswered } = terminated;
  const never = aFaultRecord({ revertClass: 'if-asked', state: 'armed' });
  expect(recoveryBaseMs(aRun(), [terminated, { ...terminated, injectedAtMs: 80_000 }, never])).toBe(90_000);
  expect(recoveryBaseMs(aRun({ injectedAtMs: 60_000 }), [unanswered])).toBe(60_000);
  expect(recoveryBaseMs(aRun({ undoneAtMs: 180_000 }), [terminated, aFaultRecord()])).toBe(180_000);
});
