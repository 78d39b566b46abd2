import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { DatabaseCluster } from '../../../lab/database/cluster-api.ts';
import { makeDatabaseFolder, shopDataDir } from '../../../lab/database/database-folder.ts';
import { type DatabaseSession, databaseSession } from '../../../lab/database/database-session.ts';
import { labClock } from '../../../lab/lab-clock.ts';

/** A lab second is ten real milliseconds. */
export const clock = labClock({ originMs: Date.now(), scale: 100 });

/** The two machines of a test. */
export const NODES = [
  { nodeId: 'db-a', zone: 'eu-lab-1a' },
  { nodeId: 'db-b', zone: 'eu-lab-1b' },
] as const;

/** A folder for databases that is nobody else's, as a lab would have it, with a space in its name. */
export const freshDataDir = () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'firedrill database '));
  const dataDir = shopDataDir(stateDir);
  makeDatabaseFolder(stateDir);
  const remove = () => {
    for (const folder of [dirname(dataDir), stateDir]) rmSync(folder, { recursive: true, force: true });
  };
  return { stateDir, dataDir, remove };
};

/** The shop's own session with the present primary. */
export const shopSession = ({ primary, credentials, database }: DatabaseCluster): DatabaseSession =>
  databaseSession(primary()?.port ?? 0, credentials, database);

/** The number of rows in a table of one column. */
export const countOf = async (session: DatabaseSession, table: string) => {
  const [row] = await session.query<{ rows: number }>(`SELECT count(*)::int AS rows FROM ${table}`);
  return row?.rows;
};
