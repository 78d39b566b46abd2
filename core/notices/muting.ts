import { WrongAsAsked } from '../errors.ts';
import type { FiredrillEvent } from '../events.ts';
import type { Experiment } from '../experiment.ts';
import type { Ports } from '../ports.ts';
import { because, note, type Writing } from '../protocol/record.ts';

/** Alarms whose actions are muted for a time; the rule ends by itself. */
export type MuteRule = {
  readonly runId: string;
  readonly alarms: readonly string[];
  readonly fromMs: number;
  readonly untilMs: number;
};

/** Mutes the actions of alarms: they go on changing their states, so whatever looks at these sees all. */
export type Mutes = {
  put(rule: MuteRule): Promise<void>;
  /** One that is not there is no error. */
  remove(runId: string): Promise<void>;
};

/** What muting takes. */
export type MutingDesk = Writing & {
  readonly runs: Pick<Ports['runs'], 'get'>;
  readonly experiments: Pick<Ports['experiments'], 'get'>;
  readonly mutes: Mutes;
};

/**
 * Spares people the noise that a run is known to make: from when it is committed until it is over. Beside the run, never in
 * its way: alarms that are not muted make noise, and that is all.
 */
export const muteNoise = async (
  desk: MutingDesk,
  { type, subject: runId }: FiredrillEvent,
): Promise<void> => {
  const run = await desk.runs.get(runId);
  const experiment = run && (await desk.experiments.get(run.experiment))?.document;
  if (experiment?.maintenance === undefined) return;
  if (type === 'RunConcluded' || type === 'RunLost') return desk.mutes.remove(runId);
  if (type !== 'RunCommitted' || run?.state === 'closed') return;
  const [muted] = await Promise.allSettled([desk.mutes.put(ruleOf(runId, experiment, desk.clock.now()))]);
  // It may have ended meanwhile, and whoever heard of that found nothing to remove.
  if ((await desk.runs.get(runId))?.state === 'closed') await desk.mutes.remove(runId);
  if (muted.status === 'fulfilled') return;
  if (!(muted.reason instanceof WrongAsAsked)) throw muted.reason;
  await note(desk, runId, 'mute-failed', { reason: because(muted.reason) });
};

// The steady state may take some time to show itself.
const patienceMs = 10 * 60_000;

const ruleOf = (runId: string, experiment: Experiment, fromMs: number): MuteRule => {
  const { maintenance, steadyState, limits, recovery } = experiment;
  const lastsMs = patienceMs + steadyState.holdForMs + limits.maxDurationMs + recovery.withinMs;
  return { runId, alarms: maintenance?.mute ?? [], fromMs, untilMs: fromMs + lastsMs };
};
