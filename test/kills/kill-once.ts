import type { Run } from '../../core/run.ts';
import { connectLab } from '../../lab/client.ts';
import type { Place } from '../e2e/support/place.ts';
import type { Ended } from '../e2e/support/program.ts';
import { broughtHome, ending, healed, said, within } from './afterwards.ts';
import { type Belongings, lookAgain, noBelongings } from './belongings.ts';
import type { Kill } from './draw.ts';
import { experimentWith } from './faults.ts';
import { strike } from './strike.ts';
import { runsOf, untrue } from './truth.ts';

/** What became of a kill: in words, and what is wrong, one line each. */
export type Outcome = {
  readonly became: string;
  readonly wrong: readonly string[];
  /** The run was over before its moment came: nobody was killed. */
  readonly missed: boolean;
};

const TIME_SCALE = '20';

/** One run, one kill, and everything after it that a person would do and an operating system can tell. */
export const killOnce = async (place: Place, kill: Kill): Promise<Outcome> => {
  const { stateDir } = place;
  const file = place.write('experiment.yml', experimentWith(kill.fault));
  const known = (await runsOf(stateDir)).map(({ runId }) => runId);
  let belongings: Belongings = noBelongings;
  const look = () => {
    belongings = lookAgain(stateDir, belongings);
  };

  const program = place.start(['run', file, '--wait', '--lab', '--time-scale', TIME_SCALE], {
    env: { FIREDRILL_KILLS: stateDir }, // inherited, so every process of the lab is found by it
  });
  const struck = await strike(kill, stateDir, program, look);
  const ended = await within('the orchestrator to end', program.ended);
  const statuses = await broughtHome(place);
  const broken = await healed(stateDir);
  const isUp = isConnected(stateDir);
  look();

  const runs = (await runsOf(stateDir)).filter(({ runId }) => !known.includes(runId));
  const lies = await Promise.all(runs.map((run) => untrue(place, run, isUp, [ended, ...statuses])));
  const left = !isUp || kill.down ? await ending(place, belongings) : [];
  const odd = mayEndSo(kill, ended) ? [] : [`it ended with ${said(ended)}`];
  return {
    became: became(runs, ended, isUp),
    wrong: [...odd, ...broken, ...lies.flat(), ...left],
    missed: !struck,
  };
};

// Killed, or with a verdict; with an internal error only where the lab went before there was a run.
const mayEndSo = ({ victims }: Kill, { code, signal }: Ended): boolean =>
  signal === 'SIGKILL' ||
  [0, 3, 4, 5, 6].includes(code ?? -1) ||
  (code === 1 && victims.some((victim) => victim !== 'orchestrator'));

const isConnected = (stateDir: string): boolean => {
  const lab = connectLab(stateDir);
  lab?.close();
  return lab !== undefined;
};

const became = ([run]: readonly Run[], { signal, code }: Ended, isUp: boolean): string => {
  const own = signal === null ? `exit ${code}` : 'killed';
  const { hypothesis, restoration } = run?.conclusion ?? {};
  const verdict = run === undefined ? 'no run yet' : `${hypothesis}, ${restoration}`;
  return `${own}; ${verdict}${isUp ? '' : '; the lab is gone'}`;
};
