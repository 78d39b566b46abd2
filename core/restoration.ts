import type { FaultRecord, Run } from './run.ts';

/** Whether anything of a run was ever meant to be live. */
export const injectedAnything = (faults: readonly FaultRecord[]): boolean =>
  faults.some(({ state }) => state !== 'armed' && state !== 'refused');

/** Whether every fault of a run that may have been live has been seen to be back. */
export const allVerified = (faults: readonly FaultRecord[]): boolean =>
  faults.every(({ state }) => state === 'armed' || state === 'refused' || state === 'verified');

/** From when recovery is counted: the accepted undo, or the injection where nothing can be undone. */
export const recoveryBaseMs = (run: Run, faults: readonly FaultRecord[]): number => {
  const live = faults.filter(({ state }) => state !== 'armed' && state !== 'refused');
  const irreversible = live.length > 0 && live.every(({ revertClass }) => revertClass === 'irreversible');
  const injected = live.map(({ injectedAtMs }) => injectedAtMs ?? run.injectedAtMs ?? run.createdAtMs);
  return irreversible ? Math.max(...injected) : (run.undoneAtMs ?? run.revertingAtMs ?? run.createdAtMs);
};
