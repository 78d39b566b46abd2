import type { Ground } from './ground.ts';
import type { Invocation } from './invocation.ts';

/** The invocations that are under way; `ended` hears of those that came to their end by themselves. */
export const openUnderWay = ({ told }: Pick<Ground, 'told'>, ended: (invocation: Invocation) => void) => {
  const underWay = new Set<Invocation>();
  let invocations = 0;
  return {
    nextInvocation: () => ++invocations,
    started: (invocation: Invocation): void => {
      told(() => `${invocation.fn} (${invocation.number}) begins`);
      underWay.add(invocation);
    },
    over: (invocation: Invocation): void => {
      underWay.delete(invocation);
      if (invocation.isAlive && !invocation.hasFailed) ended(invocation);
    },
    /** Every function is replaced by a new version, and what was under way is cut off. */
    deploy: (): void => {
      for (const one of underWay) void one.die();
    },
    isRunning: (name: string) => [...underWay].some(({ fn, isAlive }) => isAlive && fn === name),
    /** Somebody is still at work; watchers are until the run is closed. */
    isBusy: () => [...underWay].some(({ fn, isAlive }) => isAlive && fn !== 'watch-http'),
  };
};
