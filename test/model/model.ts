import type { AlarmState } from '../../core/ports.ts';
import type { RunState } from '../../core/run.ts';
import { type Shape, type ShapeName, shapes } from './shapes.ts';

/** A reason to stop that a command has given. */
export type Asked = 'person' | 'aborted' | 'dead man' | 'event' | 'silence';

/** What the model knows of one run: what it was told to do, what came, and what it has done. */
export type RunModel = {
  readonly runId: string;
  readonly name: ShapeName;
  readonly shape: Shape;
  phase: RunState;
  /** Since when it has been in that phase. */
  sinceMs: number;
  approval?: { readonly answer: 'approved' | 'denied' | 'of another plan'; readonly atMs: number };
  /** Somebody answered its task token, with nothing stored that says so. */
  isForged: boolean;
  readonly asked: Map<Asked, number>;
  /** When each of its faults took effect. */
  readonly effectsAtMs: number[];
  holdsLease: boolean;
  revertingAtMs?: number;
  /** Whether it was stopped before its time; perhaps, when its time and a reason to stop came at one moment. */
  isEarly: 'yes' | 'no' | 'perhaps';
  /** Whether its alarm was loud while a fault was there and it had not been stopped yet. */
  isBroken: boolean;
  /** A late repeat of an injection has come: it says that it injects, though it observes. */
  isRepeated: boolean;
  /** What was stored when it was closed; nothing of it changes any more. */
  closedAs?: string;
};

/** An alarm's changes, oldest first. */
export type Changes = readonly { readonly atMs: number; readonly state: AlarmState }[];

/** Everything that is known from the commands alone. */
export type Model = {
  readonly runs: Map<string, RunModel>;
  /** Since when each lever has been engaged, by scope. */
  readonly levers: Map<string, number>;
  readonly alarms: Map<string, Changes>;
  /** When a reconciler has last looked. */
  lookedAtMs: number;
};

/** Nothing has been started, and everything is well. */
export const newModel = (nowMs: number): Model => ({
  runs: new Map(),
  levers: new Map(),
  lookedAtMs: nowMs,
  alarms: new Map(
    ['shop-errors', 'other-errors'].map((alarm) => [alarm, [{ atMs: nowMs, state: 'OK' }]] as const),
  ),
});

/** A run that has just been asked for. */
export const newRun = (runId: string, name: ShapeName, nowMs: number): RunModel => ({
  ...{ runId, name, shape: shapes[name], phase: 'planned', sinceMs: nowMs },
  ...{ isForged: false, asked: new Map(), effectsAtMs: [] },
  ...{ holdsLease: false, isEarly: 'no', isBroken: false, isRepeated: false },
});

/** The phases that a stop can still find. */
export const isBeforeRevert = ({ phase }: RunModel): boolean =>
  !['reverting', 'verifying', 'recovering', 'closed'].includes(phase);

/** The phases in which a fault may be present. */
export const isFaulty = ({ phase }: RunModel): boolean => ['armed', 'injecting', 'observing'].includes(phase);
