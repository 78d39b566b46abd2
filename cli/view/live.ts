import type { Run } from '../../core/run.ts';
import type { LabClient } from '../../lab/client.ts';
import type { Snapshot } from '../../lab/keeper/api.ts';
import type { Output } from '../output.ts';
import { clockOf } from './entry-line.ts';

const phases: Readonly<Record<Run['state'], string>> = {
  planned: 'planning',
  'awaiting-approval': 'waiting for approval',
  committed: 'committed',
  checking: 'checking the steady state',
  armed: 'armed',
  injecting: 'injecting',
  observing: 'observing',
  reverting: 'reverting',
  verifying: 'verifying',
  recovering: 'waiting for recovery',
  closed: 'closed',
};

/** The last lines of the terminal while a run is under way: phase, time left, what the users see, who is up. */
export const liveLines = ({ style }: Output, snapshot: Snapshot, run: Run | undefined): readonly string[] => {
  const { users, instances, alarms, nowMs } = snapshot;
  const who = instances
    .filter(({ state }) => state !== 'terminated')
    .map(({ zone, state, health }) => {
      const well = state === 'running' && health === 'healthy';
      return `${zone} ${style(well ? 'green' : 'red', `${well ? '●' : '○'} ${state === 'running' ? (health ?? state) : state}`)}`;
    });
  const failing = users.failed > 0 ? style('red', `${users.failed} failed`) : '0 failed';
  const loud = alarms
    .filter(({ state }) => state === 'ALARM')
    .map(({ configuration }) => configuration.alarmName);
  const alarm = loud.length > 0 ? style('red', `ALARM ${loud.join(', ')}`) : 'no alarm';
  return [
    '',
    `  ${style('bold', run ? phases[run.state] : 'starting')}${leftOf(run, nowMs)}`,
    `  web    ${who.join('   ')}`,
    `  users  ${users.ok} ok, ${failing} in the last ${Math.round(users.windowMs / 1000)} s · p99 ${users.p99Ms === null ? '–' : `${Math.round(users.p99Ms)} ms`} · ${alarm}`,
  ];
};

const leftOf = (run: Run | undefined, nowMs: number): string => {
  if (run?.state !== 'observing' || run.injectedAtMs === undefined || run.plan === undefined) return '';
  return ` · ${clockOf(run.injectedAtMs + run.plan.observeMs - nowMs).trim()} left`;
};

const redrawEveryMs = 250;

/** Draws the live lines until it is told to stop. Without a terminal it does nothing. */
export const drawLive = (
  out: Output,
  lab: LabClient,
  current: () => Promise<Run | undefined>,
): (() => void) => {
  if (!out.isTerminal) return () => undefined;
  let over = false;
  const timer = setInterval(async () => {
    try {
      const [snapshot, run] = await Promise.all([lab.snapshot(), current()]);
      if (!over) out.live(liveLines(out, snapshot, run));
    } catch {
      // A frame that cannot be drawn is left out; the run does not depend on it.
    }
  }, redrawEveryMs);
  return () => {
    over = true;
    clearInterval(timer);
    out.live([]);
  };
};
