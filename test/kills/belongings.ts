import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { shopDataDir } from '../../lab/database/database-folder.ts';
import { labFolder, readLabFile } from '../../lab/keeper/lab-file.ts';
import { isAlive, type ProcessIdentity, processStartTime } from '../../lab/process/process-identity.ts';

/** What the operating system holds for a lab: processes, listening sockets (by inode), shared memory (by id and creator). */
export type Belongings = {
  readonly processes: ReadonlyMap<string, ProcessIdentity>;
  readonly sockets: ReadonlySet<string>;
  readonly segments: ReadonlySet<string>;
};

/** Nothing yet. */
export const noBelongings: Belongings = { processes: new Map(), sockets: new Set(), segments: new Set() };

/** What belongs to the lab of a state directory now, and what has belonged to it before. */
export const lookAgain = (stateDir: string, before: Belongings): Belongings => {
  const pids = processesOf(stateDir);
  const processes = new Map(before.processes);
  for (const pid of pids) {
    const startTime = processStartTime(pid);
    if (startTime !== undefined) processes.set(`${pid}/${startTime}`, { pid, startTime });
  }
  const own = new Set(pids.flatMap(socketsOf));
  const sockets = listening().filter((inode) => own.has(inode));
  const segments = allSegments()
    // Its creator's number may have been given again since: what was there before is nobody's here.
    .filter(({ creator, key }) => pids.includes(creator) && !foreign.has(key))
    .map(({ key }) => key);
  return {
    processes,
    sockets: new Set([...before.sockets, ...sockets]),
    segments: new Set([...before.segments, ...segments]),
  };
};

/** What is left of a lab that has been ended, in words. */
export const leftOf = (stateDir: string, { processes, sockets, segments }: Belongings): readonly string[] => {
  const living = [...processes.values()].filter(isAlive).map(({ pid }) => pid);
  const pids = new Set([...living, ...processesOf(stateDir)]);
  const ports = listening();
  const memory = allSegments().map(({ key }) => key);
  const folder = labFolder(stateDir);
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('lab.json')) : [];
  return [
    ...[...pids].map((pid) => `process ${pid}: ${commandLine(pid)}`),
    ...[...sockets].filter((inode) => ports.includes(inode)).map((inode) => `a listening socket (${inode})`),
    ...[...segments].filter((key) => memory.includes(key)).map((key) => `shared memory ${key}`),
    ...files.map((name) => `${join(folder, name)}`),
    ...dataFolders(stateDir).filter(existsSync),
  ];
};

// The databases, and as root the folder around them.
const dataFolders = (stateDir: string) => {
  const dataDir = shopDataDir(stateDir);
  return dataDir.startsWith(stateDir) ? [dataDir] : [dirname(dataDir)];
};

/** The processes whose command line, environment or working directory names the lab. */
const processesOf = (stateDir: string): readonly number[] => {
  const file = readLabFile(stateDir);
  const known = file ? [file.keeper, ...file.children].filter(isAlive).map(({ pid }) => pid) : [];
  const marks = [stateDir, shopDataDir(stateDir)];
  const found = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && processStartTime(pid) !== undefined)
    .filter((pid) => {
      const text = [commandLine(pid), readProc(pid, 'environ'), workingDirectory(pid)].join('\n');
      return marks.some((mark) => text.includes(mark));
    });
  return [...new Set([...known, ...found])];
};

const readProc = (pid: number, name: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch {
    return ''; // gone meanwhile
  }
};

const commandLine = (pid: number) => readProc(pid, 'cmdline').replaceAll('\0', ' ').trim();

const workingDirectory = (pid: number): string => {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
};

const socketsOf = (pid: number): readonly string[] => {
  try {
    const folder = `/proc/${pid}/fd`;
    return readdirSync(folder).flatMap((fd) => inodeOf(`${folder}/${fd}`));
  } catch {
    return [];
  }
};

const inodeOf = (link: string): readonly string[] => {
  try {
    const [, inode] = /^socket:\[(\d+)\]$/.exec(readlinkSync(link)) ?? [];
    return inode === undefined ? [] : [inode];
  } catch {
    return [];
  }
};

const LISTEN = '0A';

/** The inodes of all listening TCP sockets. */
const listening = (): readonly string[] =>
  ['/proc/net/tcp', '/proc/net/tcp6'].filter(existsSync).flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .flatMap((fields) => (fields[3] === LISTEN && fields[9] !== undefined ? [fields[9]] : [])),
  );

const allSegments = (): readonly { readonly key: string; readonly creator: number }[] =>
  readFileSync('/proc/sysvipc/shm', 'utf8')
    .split('\n')
    .slice(1, -1)
    .map((line) => line.trim().split(/\s+/))
    .map(([, id = '', , , creator = '']) => ({ key: `${id} of ${creator}`, creator: Number(creator) }));

const foreign: ReadonlySet<string> = new Set(allSegments().map(({ key }) => key));
