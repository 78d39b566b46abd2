import { scopesOf } from '../guards.ts';
import type { EngagedLever, Ports } from '../ports.ts';
import { beforeRevert, type Run } from '../run.ts';
import { experimentOf } from './record.ts';
import { signalRun } from './signal.ts';

/**
 * Pulls a kill switch: from now on nothing of its scope starts, and what runs of it is stopped at once; whatever cannot be
 * told from here the reconciler stops within a minute. Gives the runs that it has stopped.
 */
export const pullLever = async (ports: Ports, lever: EngagedLever): Promise<readonly string[]> => {
  // The lever first: what starts between the two finds it.
  await ports.levers.engage(lever);
  const open = (await ports.runs.open()).filter(({ state }) => beforeRevert.some((one) => one === state));
  const stopped = await Promise.allSettled(open.map((run) => stopIfMeant(ports, run, lever)));
  const failed = stopped.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
  return stopped.flatMap((one) => (one.status === 'fulfilled' && one.value ? [one.value] : []));
};

const stopIfMeant = async (
  ports: Ports,
  run: Run,
  { scope, by, reason }: EngagedLever,
): Promise<string | undefined> => {
  // A run whose document cannot be read may be meant.
  const [read] = await Promise.allSettled([experimentOf(ports, run)]);
  if (read.status === 'fulfilled' && !scopesOf(read.value).includes(scope)) return undefined;
  const text = `the ${scope} lever is engaged by ${by}: ${reason}`;
  const signal = { kind: 'lever', atMs: ports.clock.now(), actor: by, reason: text } as const;
  return (await signalRun(ports, run.runId, signal)) ? run.runId : undefined;
};
