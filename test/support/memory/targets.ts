import type { Clock } from '../../../core/ports.ts';
import type { ResolvedTarget } from '../../../core/run.ts';

/** An instance as it truly is. */
export type Instance = {
  readonly target: ResolvedTarget;
  readonly state: 'running' | 'stopped' | 'terminated';
  readonly process: 'up' | 'down';
  readonly processStartedAtMs: number;
  /** The ARN of the terminated instance whose place it took. */
  readonly replaces?: string;
};

/** A small fleet that remembers its true state, whatever a driver believes. */
export type MemoryTargets = {
  add(target: ResolvedTarget): void;
  /** By ARN, terminated ones included. */
  all(): readonly Instance[];
  get(arn: string): Instance | undefined;
  /** Stopped; started again by itself where a time is given, as FIS does when asked. */
  stop(arn: string, restartAfterMs?: number): void;
  start(arn: string): void;
  /** Gone for good; a replacement with the same tags appears later. */
  terminate(arn: string): void;
  /** Its process dies, and is started again later by what supervises it. */
  kill(arn: string): void;
};

/** Instances that live by the clock. */
export const memoryTargets = (
  clock: Pick<Clock, 'now' | 'at'>,
  { replacedAfterMs = 60_000, revivedAfterMs = 5_000 } = {},
): MemoryTargets => {
  const instances = new Map<string, Instance>();
  const cancels = new Map<string, () => void>();

  const add = (target: ResolvedTarget, replaces?: string) =>
    void instances.set(target.arn, {
      ...up(clock.now()),
      target: structuredClone(target),
      ...(replaces && { replaces }),
    });
  const change = (arn: string, fields: Partial<Instance>) => {
    const instance = instances.get(arn);
    if (!instance || instance.state === 'terminated')
      throw new Error(`There is no instance ${arn} to change`);
    instances.set(arn, { ...instance, ...fields });
    return instance.target;
  };
  const later = (arn: string, ms: number, run: () => void) => {
    cancels.get(arn)?.();
    cancels.set(arn, clock.at(clock.now() + ms, run));
  };
  const start = (arn: string) => {
    change(arn, up(clock.now()));
    cancels.get(arn)?.();
  };

  return {
    add: (target) => add(target),
    all: () =>
      structuredClone([...instances.values()].sort((a, b) => (a.target.arn < b.target.arn ? -1 : 1))),
    get: (arn) => structuredClone(instances.get(arn)),
    start,
    stop: (arn, restartAfterMs) => {
      change(arn, { state: 'stopped', process: 'down' });
      cancels.get(arn)?.();
      if (restartAfterMs !== undefined) later(arn, restartAfterMs, () => start(arn));
    },
    terminate: (arn) => {
      const { label, ...target } = change(arn, { state: 'terminated', process: 'down' });
      later(arn, replacedAfterMs, () => add({ ...target, arn: `${arn}-next`, label: `${label}-next` }, arn));
    },
    kill: (arn) => {
      change(arn, { process: 'down' });
      later(arn, revivedAfterMs, () => change(arn, up(clock.now())));
    },
  };
};

const up = (nowMs: number) => ({ state: 'running', process: 'up', processStartedAtMs: nowMs }) as const;
