import { randomBytes } from 'node:crypto';
import { labClock } from '../lab-clock.ts';
import { processStartTime } from '../process/process-identity.ts';
import { apiServer, listen } from './api-server.ts';
import { childProcesses } from './child-processes.ts';
import { removeLabFile, writeLabFile } from './lab-file.ts';
import { operations } from './operations.ts';
import { routesOf } from './routes.ts';
import { scheduler } from './scheduler.ts';
import { targetCommand } from './target-command.ts';
import { world } from './world.ts';

/** What a keeper is started with. */
export type KeeperSettings = {
  readonly stateDir: string;
  readonly scale: number;
  readonly deadManCommand?: readonly string[];
};

/** A lab that is being kept. */
export type KeptLab = {
  /** Ends every process of it, forgets it, and exits. */
  shutdown(): Promise<void>;
};

/** Opens a lab in this process. */
export const keepLab = async ({ stateDir, scale, deadManCommand }: KeeperSettings): Promise<KeptLab> => {
  if (!(scale > 0 && Number.isFinite(scale))) throw new RangeError(`A lab cannot run at scale ${scale}.`);
  const clock = labClock({ originMs: Date.now(), scale });
  const labId = `lab-${randomBytes(4).toString('hex')}`;
  const token = randomBytes(32).toString('base64url');
  const keeper = { pid: process.pid, startTime: processStartTime(process.pid) ?? '' };
  let port = 0;

  const save = () => {
    const { originMs } = clock;
    writeLabFile(stateDir, { labId, originMs, scale, keeper, port, token, children: children.list() });
  };
  const children = childProcesses(save);
  const shop = world(stateDir, clock, children);
  const shutdown = async () => {
    // In order, so that it takes its data with it.
    await shop.database.stop().catch((error: unknown) => console.error(error));
    await children.killAll();
    removeLabFile(stateDir);
    process.exit(0);
  };

  const opened = Promise.withResolvers<void>();
  const schedules = scheduler(clock, targetCommand(deadManCommand, children));
  const served = { labId, shop, operations: operations(shop, schedules), opened: opened.promise, shutdown };
  port = await listen(apiServer(token, routesOf(served)));
  save();
  shop.open().then(opened.resolve, opened.reject);
  return { shutdown };
};
