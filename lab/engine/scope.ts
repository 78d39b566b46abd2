import type { EngineClock } from './api.ts';
import { Cut } from './failure.ts';

/** A part of an execution that can be cut off with everything below it. */
export type Scope = {
  readonly isCut: () => boolean;
  readonly cut: () => void;
  readonly onCut: (run: () => void) => () => void;
  readonly child: () => Scope;
};

/** Open a scope of its own. */
export const openScope = (): Scope => {
  const listeners = new Set<() => void>();
  let gone = false;
  const onCut = (run: () => void) => {
    listeners.add(run);
    return () => listeners.delete(run);
  };
  return {
    isCut: () => gone,
    onCut,
    cut: () => {
      if (gone) return;
      gone = true;
      for (const run of [...listeners]) run();
      listeners.clear();
    },
    child: () => {
      const inner = openScope();
      const forget = onCut(inner.cut);
      inner.onCut(forget);
      if (gone) inner.cut();
      return inner;
    },
  };
};

/** How a wait may end. */
export type Ending<T> = {
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
  readonly onEnd: (run: () => void) => void;
  readonly isOpen: () => boolean;
};

/** Wait for something outside, for as long as the scope stands; the first ending counts, later ones are ignored. */
export const awaiting = <T>(scope: Scope, begin: (ending: Ending<T>) => void): Promise<T> =>
  new Promise<T>((resolve, reject) => {
    const cleanups: (() => void)[] = [];
    let open = true;
    const end = (settle: () => void) => {
      open = false;
      for (const run of cleanups.splice(0)) run();
      settle();
    };
    cleanups.push(scope.onCut(() => end(() => reject(new Cut()))));
    begin({
      resolve: (value) => end(() => resolve(value)),
      reject: (error) => end(() => reject(error)),
      onEnd: (run) => cleanups.push(run),
      isOpen: () => open,
    });
    if (scope.isCut()) end(() => reject(new Cut()));
  });

/** Sleep until a moment, for as long as the scope stands; a moment that has passed takes no timer. */
export const sleepUntil = (scope: Scope, clock: EngineClock, atMs: number): Promise<void> => {
  if (atMs <= clock.now()) return scope.isCut() ? Promise.reject(new Cut()) : Promise.resolve();
  return awaiting<void>(scope, ({ resolve, onEnd }) => onEnd(clock.at(atMs, () => resolve())));
};
