import { once } from 'node:events';
import { accessSync, constants, existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { connectLab } from '../lab/client.ts';
import { postgresBinaries } from '../lab/database/postgres-binaries.ts';
import { canTie } from '../lab/process/spawn-tied.ts';
import { openStore, type Store } from '../lab/store/open-store.ts';
import { bad, type Finding, ok, warn } from './finding.ts';

/** Everything Firedrill needs of this machine, looked at now. Nothing is made, started or changed. */
export const findings = async (stateDir: string): Promise<readonly Finding[]> => [
  node(),
  processes(),
  stateDirectory(stateDir),
  await ports(),
  database(),
  lab(stateDir),
  ...(await remembered(stateDir)),
];

const node = (): Finding => {
  const [major] = process.versions.node.split('.');
  return Number(major) >= 24
    ? ok('node', `${process.version}`)
    : bad('node', `${process.version}`, 'install Node 24 or newer');
};

const processes = (): Finding => {
  if (canTie()) return ok('processes', "setpriv ties the lab's processes to its keeper");
  return process.platform === 'linux'
    ? warn(
        'processes',
        'no setpriv that knows --pdeathsig',
        "install util-linux; without it the lab's servers end a moment after their keeper, not with it",
      )
    : warn(
        'processes',
        `${process.platform} cannot tie processes`,
        'nothing to do; the lab sweeps what is left',
      );
};

const stateDirectory = (stateDir: string): Finding => {
  const there = nearestThere(stateDir);
  try {
    accessSync(there, constants.W_OK | constants.X_OK);
  } catch {
    return bad(
      'state',
      `${there} cannot be written to`,
      'give yourself the right, or choose another with --state',
    );
  }
  return ok('state', existsSync(stateDir) ? stateDir : `${stateDir}, made when it is needed`);
};

const nearestThere = (path: string): string => (existsSync(path) ? path : nearestThere(dirname(path)));

const ports = async (): Promise<Finding> => {
  const server = createServer();
  try {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return ok('ports', 'the lab can listen on 127.0.0.1');
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : String(failure);
    return bad('ports', `cannot listen on 127.0.0.1: ${why}`, 'let this user open local ports');
  } finally {
    server.close();
  }
};

const database = (): Finding => {
  try {
    const { postgres } = postgresBinaries();
    accessSync(postgres, constants.X_OK);
    return ok('database', `PostgreSQL in ${postgres}`);
  } catch (failure) {
    return warn(
      'database',
      "no PostgreSQL for the lab's database",
      failure instanceof Error ? failure.message : String(failure),
    );
  }
};

const lab = (stateDir: string): Finding => {
  try {
    const client = connectLab(stateDir);
    client?.close();
    return client
      ? ok('lab', `up, at ×${client.clock.scale}`)
      : ok('lab', 'down; `firedrill lab up` starts it');
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : String(failure);
    return bad('lab', why, 'choose another state directory with --state');
  }
};

const remembered = async (stateDir: string): Promise<readonly Finding[]> => {
  if (!existsSync(join(stateDir, 'firedrill.db'))) return [ok('runs', 'none yet'), clock(0)];
  const store = openStore(stateDir);
  try {
    return [...(await runs(store)), clock((await store.runs.list(1))[0]?.createdAtMs ?? 0)];
  } finally {
    store.close();
  }
};

const runs = async (store: Store): Promise<readonly Finding[]> => {
  const open = await store.runs.open();
  const unverified = open.filter(({ conclusion }) => conclusion?.restoration === 'unverified');
  return [
    open.length === 0
      ? ok('runs', 'none is open')
      : warn(
          'runs',
          `${open.length} open: ${open.map(({ runId }) => runId).join(', ')}`,
          'see `firedrill status`',
        ),
    ...unverified.map(({ runId }) =>
      bad(
        'restoration',
        `${runId} is NOT VERIFIED RESTORED`,
        'see `firedrill status`; any command tries again',
      ),
    ),
  ];
};

// Lab time runs ahead of this clock, so only one that was set back by much can be told.
const builtAtMs = Date.UTC(2026, 10, 22);

const clock = (lastRunAtMs: number): Finding => {
  const now = new Date();
  if (now.getTime() < builtAtMs)
    return bad('clock', now.toISOString(), 'set it: windows and deadlines go by it');
  const ahead = lastRunAtMs - now.getTime();
  return ahead > 86_400_000
    ? warn(
        'clock',
        `${now.toISOString()}, a day or more before the last run`,
        'check that it was not set back',
      )
    : ok('clock', now.toISOString());
};
