import { setTimeout as pause } from 'node:timers/promises';
import { connectLab, type LabClient } from '../../lab/client.ts';
import { readLabFile } from '../../lab/keeper/lab-file.ts';
import { keeperConnection } from '../../lab/keeper-connection.ts';
import { isAlive } from '../../lab/process/process-identity.ts';
import { takeOver } from '../detached.ts';
import { labFronts } from '../lab-fronts.ts';
import { type Desk, openDesk } from '../lab-ports.ts';
import { gone } from '../lost.ts';
import { openOrchestrator } from '../orchestrator.ts';
import { parts } from './all-parts.ts';
import { findDaemon, removeDaemonFile, writeDaemonFile } from './daemon-file.ts';
import { openHearing } from './hear.ts';
import { openServer } from './http-server.ts';
import type { DaemonPart } from './parts.ts';

const labWithinMs = 60_000;

/** Keeps every way in and out open, until the lab is gone or somebody ends this process. */
export const runDaemon = async (stateDir: string, port?: number): Promise<void> => {
  if (findDaemon(stateDir)) return;
  const ended = terminated();
  const lab = await labWithin(stateDir, labWithinMs);
  if (lab === undefined) return;
  const desk = openDesk(stateDir);
  const daemon = await open(desk, lab, port);
  const over = new AbortController();
  await Promise.race([gone(lab, over.signal), ended]);
  over.abort();
  removeDaemonFile(stateDir);
  await daemon.close();
  await leave(desk, lab);
  desk.close();
  lab.close();
};

const open = async (desk: Desk, lab: LabClient, port: number | undefined) => {
  const { stateDir, me } = desk;
  const orchestrator = openOrchestrator(desk, lab, {}, undefined, 'own');
  const hearing = openHearing(desk);
  const server = await openServer(port);
  const { address, serve } = server;
  const host = { stateDir, desk, lab, orchestrator, fronts: labFronts(desk, lab.clock.now), address, serve };
  const opened: Awaited<ReturnType<DaemonPart>>[] = [];
  for (const part of parts) opened.push(await part({ ...host, hear: hearing.hear }));
  writeDaemonFile(stateDir, { ...me, address });
  return {
    close: async () => {
      await server.close();
      await Promise.allSettled(opened.map((part) => part.close()));
      hearing.close();
      orchestrator.close();
    },
  };
};

// What was driven here is taken home by another process, as soon as this one is gone.
const leave = async ({ store, stateDir, me }: Desk, lab: LabClient): Promise<void> => {
  if (!lab.isUp()) return;
  const open = [
    ...(await store.runs.open()).map(({ runId }) => runId),
    ...(await store.gameDays.open()).map(({ gameDayId }) => gameDayId),
  ];
  const owners = await Promise.all(open.map((id) => store.owners.ownerOf(id)));
  if (owners.some((owner) => owner?.pid === me.pid)) takeOver(stateDir, me);
};

// It is started beside its lab, and opens when that has.
const labWithin = async (stateDir: string, ms: number): Promise<LabClient | undefined> => {
  const untilMs = performance.now() + ms;
  for (; performance.now() < untilMs; await pause(50)) {
    const file = readLabFile(stateDir);
    if (file === undefined || !isAlive(file.keeper)) continue;
    const connection = keeperConnection(file);
    try {
      await connection.call('GET', '/ready', undefined, untilMs - performance.now());
      return connectLab(stateDir);
    } catch {
      // It may have died, and another may begin.
    } finally {
      connection.close();
    }
  }
  return undefined;
};

const terminated = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
