import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LabClient } from '../../../lab/client.ts';
import type { LabOptions } from '../../../lab/lab-lifecycle.ts';
import { startLab, stopLab } from '../../../lab/lab-lifecycle.ts';

/** Waits until a condition gives something, and gives that. */
export const until = async <T>(
  what: string,
  condition: () => Promise<T | undefined | false> | T | undefined | false,
  deadlineMs = 30_000,
): Promise<T> => {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    const result = await condition();
    if (result !== undefined && result !== false) return result;
    if (Date.now() > deadline) throw new Error(`Waited ${deadlineMs} ms in vain until ${what}`);
    await sleep(10);
  }
};

/** A lab of one test file. */
export type TestLab = { readonly stateDir: string; readonly lab: LabClient; close(): Promise<void> };

/** A folder that is nobody else's. */
export const freshStateDir = (): string => mkdtempSync(join(tmpdir(), 'firedrill-lab-'));

/** Opens a lab in a fresh folder; close it in afterAll, which also works when it is already gone. */
export const openLab = async (options: Partial<LabOptions> = {}): Promise<TestLab> => {
  const stateDir = freshStateDir();
  const close = async () => {
    await stopLab(stateDir);
    rmSync(stateDir, { recursive: true, force: true });
  };
  try {
    return { stateDir, lab: await startLab({ stateDir, scale: 30, ...options }), close };
  } catch (error) {
    await close();
    throw error;
  }
};

/** The running instances, by zone. */
export const running = async (lab: LabClient) =>
  (await lab.describeInstances({ states: ['running'] })).instances.toSorted((a, b) =>
    a.zone < b.zone ? -1 : 1,
  );

/** The first running instance. */
export const anInstance = async (lab: LabClient) => {
  const [instance] = await running(lab);
  if (instance === undefined) throw new Error('No instance is running');
  return instance;
};

/** The instance as it is described now. */
export const described = async (lab: LabClient, instanceId: string) => {
  const { instances } = await lab.describeInstances({ ids: [instanceId] });
  const [instance] = instances;
  if (instance === undefined) throw new Error(`${instanceId} is gone`);
  return instance;
};

/** Waits until all three targets are in service. */
export const allHealthy = (lab: LabClient) =>
  until('all three targets are healthy', async () => {
    const { targets } = await lab.describeTargetHealth();
    return targets.length === 3 && targets.every(({ state }) => state === 'healthy');
  });
