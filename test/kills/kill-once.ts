import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyChain } from '../../core/chain.ts';
import type { Conclusion, Run } from '../../core/run.ts';
import { connectLab } from '../../lab/client.ts';
import { openStore } from '../../lab/store/open-store.ts';
import { journalOf, leftInStore } from '../e2e/support/home.ts';
import type { Place } from '../e2e/support/place.ts';
import type { Ended } from '../e2e/support/program.ts';
import { until } from '../e2e/support/until.ts';
import { type Belongings, leftOf, lookAgain, noBelongings } from './belongings.ts';
import type { Kill } from './draw.ts';
import { experimentWith } from './faults.ts';
import { strike } from './strike.ts';
import { brokenIn } from './whole.ts';

/** What became of a kill: in words, and what is wrong, one line each. */
export type Outcome = {
  readonly became: string;
  readonly wrong: readonly string[];
  /** The run was over before its moment came: nobody was killed. */
  readonly missed: boolean;
};

const TIME_SCALE = '20';
const PATIENCE_MS = 120_000;

/** One run, one kill, and everything after it that a person would do and an operating system can tell. */
export const killOnce = async (place: Place, kill: Kill, isLast: boolean): Promise<Outcome> => {
  const { stateDir } = place;
  const file = place.write('experiment.yml', experimentWith(kill.fault));
  const known = await runIds(stateDir);
  let belongings: Belongings = noBelongings;
  const look = () => {
    belongings = lookAgain(stateDir, belongings);
  };
  const program = place.start(['run', file, '--wait', '--lab', '--time-scale', TIME_SCALE], {
    env: { FIREDRILL_KILLS: stateDir }, // inherited, so every process of the lab is found by it
  });
  const struck = await strike(kill, stateDir, program, look);
  const ended = await within('the orchestrator to end', program.ended);
  const wrong: string[] = [];
  if (ended.signal === null && !mayEndWith(kill, ended)) wrong.push(`it ended with ${said(ended)}`);

  const statuses = await broughtHome(place);
  wrong.push(...(await healed(stateDir)));
  const isUp = connected(stateDir);
  look();
  const runs = (await runsOf(stateDir)).filter(({ runId }) => !known.includes(runId));
  for (const run of runs) wrong.push(...(await untrue(place, run, isUp, [ended, ...statuses])));
  if (!isUp || kill.down || isLast) wrong.push(...(await ending(place, () => belongings)));
  return { became: became(runs, ended, isUp), wrong, missed: !struck };
};

// Killed or not, what it says must be a verdict; an internal error only where the lab went before there was a run.
const mayEndWith = ({ victims }: Kill, { code }: Ended): boolean =>
  [0, 3, 4, 5, 6].includes(code ?? -1) || (code === 1 && victims.includes('keeper'));

const said = ({ code, stderr }: Ended) => `exit ${code}: ${stderr.trim().split('\n').slice(-3).join(' / ')}`;

const broughtHome = (place: Place): Promise<readonly Ended[]> => {
  const statuses: Ended[] = [];
  return until(
    'no run to be open',
    async () => {
      const status = await within('status', place.run('status'));
      statuses.push(status);
      const { open, leases } = await leftInStore(place);
      return status.code === 0 && open.length === 0 && leases.length === 0 && statuses;
    },
    PATIENCE_MS,
  ).catch(async (failure: unknown) => {
    const left = JSON.stringify(await leftInStore(place));
    throw new Error(
      `${failure}; ${left}; the last said ${statuses.at(-1) && said(statuses.at(-1) as Ended)}`,
    );
  });
};

const connected = (stateDir: string): boolean => {
  const lab = connectLab(stateDir);
  lab?.close();
  return lab !== undefined;
};

// A standby that was killed is made anew, and an instance takes its time to be in service.
const healed = async (stateDir: string): Promise<readonly string[]> => {
  const lab = connectLab(stateDir);
  if (lab === undefined) return [];
  let broken: readonly string[] = [];
  try {
    await until(
      'the lab to be whole',
      async () => {
        broken = await brokenIn(lab, stateDir).catch((failure: unknown) => [String(failure)]);
        // Whoever was killed may have been ending it.
        return broken.length === 0 || !lab.isUp();
      },
      PATIENCE_MS,
    );
    return [];
  } catch {
    return broken;
  } finally {
    lab.close();
  }
};

/** What a run's conclusion says that is not so, or nobody was told. */
const untrue = async (
  place: Place,
  { runId, conclusion }: Run,
  isUp: boolean,
  ended: readonly Ended[],
): Promise<readonly string[]> => {
  if (conclusion === undefined) return [`${runId} has no conclusion`];
  const records = await journalOf(place, runId);
  const wrote = (kind: string) => records.some((record) => record.kind === kind);
  const { restoration, exitCode } = conclusion;
  return [
    ...(verifyChain(records).ok ? [] : ['its journal is torn']),
    ...(restoration === 'restored' && (wrote('lost') || !wrote('restoration-verified'))
      ? ['it is called restored, and nobody has seen that it is']
      : []),
    ...(restoration === 'nothing-injected' && wrote('fault-injected')
      ? ['a fault was injected, and it says that none was']
      : []),
    ...(restoration === 'unverified' && isUp ? ['the lab lives, and it is not verified restored'] : []),
    ...((restoration === 'unverified') === (exitCode === 5) ? [] : [`${restoration}, and exit ${exitCode}`]),
    ...(isTold(place, runId, conclusion, ended) ? [] : ['nobody was told']),
  ];
};

// By the run itself, by the command that took it home, or (the dead man was quicker) by a notice.
const isTold = (
  { stateDir }: Place,
  runId: string,
  { restoration }: Conclusion,
  ended: readonly Ended[],
): boolean => {
  const notices = join(stateDir, 'notices.jsonl');
  const noticed = existsSync(notices) ? readFileSync(notices, 'utf8').split('\n') : [];
  const lines = [...ended.flatMap(({ lines }) => lines.map((line) => JSON.stringify(line))), ...noticed];
  return lines.some((line) => line.includes(runId) && line.includes(`"restoration":"${restoration}"`));
};

const ending = async (place: Place, belongings: () => Belongings): Promise<readonly string[]> => {
  const down = await within('lab down', place.run('lab', 'down'));
  const notDown = down.code === 0 ? [] : [`lab down: ${said(down)}`];
  let left: readonly string[] = [];
  // A process that is killed takes a moment to be gone.
  await until(
    'nothing to be left',
    () => {
      left = leftOf(place.stateDir, belongings());
      return left.length === 0;
    },
    GONE_WITHIN_MS,
  ).catch(() => undefined);
  return [...notDown, ...left];
};

const GONE_WITHIN_MS = 5_000;

const became = (runs: readonly Run[], { signal, code }: Ended, isUp: boolean): string => {
  const own = signal === null ? `exit ${code}` : 'killed';
  const [run] = runs;
  const { hypothesis, restoration } = run?.conclusion ?? {};
  const verdict = run === undefined ? 'no run yet' : `${hypothesis}, ${restoration}`;
  return `${own}; ${verdict}${isUp ? '' : '; the lab is gone'}`;
};

const runsOf = async (stateDir: string): Promise<readonly Run[]> => {
  if (!existsSync(join(stateDir, 'firedrill.db'))) return [];
  const store = openStore(stateDir);
  try {
    return await store.runs.list(1_000);
  } finally {
    store.close();
  }
};

const runIds = async (stateDir: string) => (await runsOf(stateDir)).map(({ runId }) => runId);

const within = async <T>(what: string, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
