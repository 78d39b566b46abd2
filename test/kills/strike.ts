import { readLabFile } from '../../lab/keeper/lab-file.ts';
import { isAlive, killProcess, type ProcessIdentity } from '../../lab/process/process-identity.ts';
import type { Line, Program } from '../e2e/support/program.ts';
import { until } from '../e2e/support/until.ts';
import type { Kill, Victim } from './draw.ts';

/** Waits for the moment, then kills everybody meant in one go. False when the run was over before. */
export const strike = async (
  kill: Kill,
  stateDir: string,
  program: Program,
  before: () => void,
): Promise<boolean> => {
  let over = false;
  void program.ended.then(() => {
    over = true;
  });
  await comes(kill, program);
  // A part that is just being replaced is waited for: a kill that hits nobody is none.
  const victims = await until(
    'the victims to be there',
    () => over || victimsOf(kill, stateDir),
    PATIENCE_MS,
  );
  if (over || victims === true) return false;
  before();
  if (kill.victims.includes('orchestrator')) program.kill('SIGKILL');
  for (const victim of victims) killProcess(victim, 'SIGKILL');
  return true;
};

const PATIENCE_MS = 120_000;

const comes = ({ moment: { kind, afterMs } }: Kill, program: Program): Promise<unknown> => {
  const later = () => new Promise((resolve) => setTimeout(resolve, afterMs));
  const come = kind === 'start' ? later() : program.line(isOf(kind), PATIENCE_MS).then(later);
  // Without such an entry the run is over.
  return Promise.race([come.catch(() => program.ended), program.ended]);
};

// What an undo came to is in its name: undo-accepted, undo-nothing-to-undo.
const isOf = (kind: string) => (line: Line) =>
  line.kind === kind || (kind === 'undo' && String(line.kind).startsWith('undo-'));

// In lab.json each has a role that begins with its name; a database's begins with the endpoint's.
const roleOf = (victim: Victim) => (victim === 'database' ? 'shop-db' : victim);

const victimsOf = ({ victims, which }: Kill, stateDir: string): readonly ProcessIdentity[] | undefined => {
  const inTheLab = victims.filter((victim) => victim !== 'orchestrator');
  if (inTheLab.length === 0) return [];
  const file = readLabFile(stateDir);
  if (file === undefined || !isAlive(file.keeper)) return undefined;
  const found = inTheLab.flatMap((victim) => {
    if (victim === 'keeper') return [file.keeper];
    const these = file.children.filter(({ role }) => role.startsWith(roleOf(victim))).filter(isAlive);
    return these[Math.floor(which * these.length)] ?? [];
  });
  return found.length === inTheLab.length ? found : undefined;
};
