import { isoOf } from '../time.ts';

/**
 * What Chaos Toolkit's library writes, which is not what its specification says: `during` is a list, `output` is any
 * JSON, durations are seconds, times have an offset and microseconds.
 */
export type Journal = {
  readonly 'chaoslib-version': string;
  readonly platform: string;
  readonly node: string;
  readonly experiment: Experiment;
  readonly start: string;
  /** Null while the run is under way. */
  readonly status: 'completed' | 'failed' | 'aborted' | 'interrupted' | null;
  readonly deviated: boolean;
  readonly steady_states: {
    readonly before: SteadyState | null;
    readonly after: SteadyState | null;
    readonly during: readonly SteadyState[];
  };
  readonly run: readonly ActivityRun[];
  readonly rollbacks: readonly ActivityRun[];
  readonly end?: string;
  readonly duration?: number;
};

/** An experiment, as a journal repeats it. */
export type Experiment = {
  readonly version: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly 'steady-state-hypothesis': { readonly title: string; readonly probes: readonly Activity[] };
  readonly method: readonly Activity[];
  readonly rollbacks: readonly Activity[];
  readonly dry: null;
  readonly extensions: readonly ({ readonly name: string } & Readonly<Record<string, unknown>>)[];
};

/** An action or a probe. */
export type Activity = {
  readonly type: 'action' | 'probe';
  readonly name: string;
  readonly provider: Readonly<Record<string, unknown>>;
  readonly tolerance?: unknown;
};

/** One time that an activity ran. `tolerance_met` only in a steady state, `exception` only of one that failed. */
export type ActivityRun = {
  readonly activity: Activity;
  readonly output: unknown;
  readonly start: string;
  readonly status: 'succeeded' | 'failed';
  readonly end: string;
  readonly duration: number;
  readonly tolerance_met?: boolean;
  readonly exception?: readonly string[];
};

/** One look at the hypothesis; it ends at the first probe that is not as it should be. */
export type SteadyState = { readonly steady_state_met: boolean; readonly probes: readonly ActivityRun[] };

/** A moment as Python writes it; empty where it is no moment that a calendar knows. */
export const pythonTime = (atMs: number): string => isoOf(atMs).replace('Z', '000+00:00');

/** Something that ran from one moment to another. */
export const ran = (
  activity: Activity,
  span: { readonly fromMs: number; readonly toMs: number },
  outcome: Pick<ActivityRun, 'output' | 'status' | 'tolerance_met' | 'exception'>,
): ActivityRun => {
  const toMs = Math.max(span.fromMs, span.toMs);
  const { output, status, ...rest } = outcome;
  return {
    ...{ activity, output, start: pythonTime(span.fromMs), status },
    ...{ end: pythonTime(toMs), duration: (toMs - span.fromMs) / 1000 },
    ...rest,
  };
};
