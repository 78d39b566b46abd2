import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import type { LabClient } from '../../lab/client.ts';
import { stopLab } from '../../lab/lab-lifecycle.ts';
import { RELEASES, type Release } from '../../lab/workload/messages.ts';
import { startDaemon, stopDaemon } from '../daemon/start-daemon.ts';
import { tokenFile } from '../daemon/tokens.ts';
import { exitCode, Stop } from '../exit.ts';
import { type LabSession, openLabSession } from '../lab-session.ts';
import { needLab } from '../session.ts';
import { bringUp } from '../with-lab.ts';

/** How many times as fast as AWS a lab runs. */
export const parseScale = (text: string): number => {
  const scale = Number(text);
  if (!(scale >= 1 && scale <= 60))
    throw new Stop(exitCode.usage, `--time-scale ${text}: a number from 1 to 60 is wanted`);
  return scale;
};

const parsePort = (text: string): number => {
  const port = Number(text);
  if (!(Number.isInteger(port) && port >= 1 && port <= 65_535))
    throw new Stop(exitCode.usage, `--port ${text}: a number from 1 to 65535 is wanted`);
  return port;
};

/** `firedrill lab up|down`. */
export const addLab = (program: Command): void => {
  const lab = program.command('lab').description('a small real workload on this machine to break');
  lab
    .command('up')
    .description(
      'start it: load balancer, three web instances in three zones, a database, users; it outlives this command',
    )
    .option('--time-scale <n>', 'lab seconds per real second, 1 to 60', parseScale, 10)
    .option('--port <n>', 'where its API listens on 127.0.0.1; else where there is room', parsePort)
    .action(async ({ timeScale, port }: { timeScale: number; port?: number }, command: Command) => {
      const session = await openLabSession(command);
      await up(session, timeScale, port);
      session.close();
    });
  lab
    .command('deploy')
    .description('put a release of the web tier on its instances, one after the other')
    .argument('<release>', 'caching: one connection to the database, kept; reconnecting: with timeouts')
    .action(async (release: string, _: unknown, command: Command) => {
      const session = await openLabSession(command);
      await deploy(session, release);
      session.close();
    });
  lab
    .command('down')
    .description('end it and every process of it; refused while a run is open')
    .action(async (_: unknown, command: Command) => {
      const session = await openLabSession(command);
      await down(session);
      session.close();
    });
};

const up = async (session: LabSession, scale: number, port?: number): Promise<void> => {
  const { out, lab, stateDir } = session;
  if (lab) {
    const api = await apiOf(session, startDaemon(stateDir, port));
    out.say(`The lab is up already, at ×${lab.clock.scale}.`);
    out.emit({ type: 'result', lab: 'up', scale: lab.clock.scale, labId: lab.labId, api });
    return;
  }
  let daemon: ReturnType<typeof startDaemon> = async () => undefined;
  const started = await bringUp(session, scale, () => {
    daemon = startDaemon(stateDir, port);
  });
  const { 'shop.lab': address } = await started.dns();
  out.say(`The lab is up: http://${address}/ is the shop. One minute of lab time takes ${60 / scale} s.`);
  const api = await apiOf(session, daemon);
  out.emit({ type: 'result', lab: 'up', scale, labId: started.labId, address, api });
  started.close();
};

// Without its API the lab is as good as with it for everything that is typed.
const apiOf = async (
  { out, stateDir }: LabSession,
  daemon: ReturnType<typeof startDaemon>,
): Promise<string | null> => {
  const found = await daemon();
  const tokens = tokenFile(stateDir, 'operator');
  if (found) out.say(`Its API is ${found.address}/v1, with the token in ${tokens}; see docs/api.md.`);
  else out.say(out.style('yellow', `Its API did not come up; see ${stateDir}/logs/daemon.log.`));
  return found?.address ?? null;
};

const deploy = async (session: LabSession, name: string): Promise<void> => {
  const release = RELEASES.find((one) => one === name);
  if (release === undefined)
    throw new Stop(exitCode.usage, `there is no release ${name}; there are ${RELEASES.join(' and ')}`);
  const lab = needLab(session);
  await lab.deploy({ release });
  const untilMs = lab.clock.now() + DEPLOYED_WITHIN_MS;
  while (!(await isDeployed(lab, release))) {
    if (lab.clock.now() > untilMs)
      throw new Stop(
        exitCode.internalError,
        'not every instance is in service with it; see firedrill status',
      );
    await sleep(lab.clock.real(1_000));
  }
  session.out.say(`The web tier runs the ${release} release.`);
  session.out.emit({ type: 'result', release });
};

const DEPLOYED_WITHIN_MS = 10 * 60_000;

const isDeployed = async (lab: LabClient, release: Release): Promise<boolean> => {
  const { instances } = await lab.describeInstances({ states: ['pending', 'running'] });
  const { targets } = await lab.describeTargetHealth();
  const healthy = targets.filter(({ state }) => state === 'healthy').map(({ targetId }) => targetId);
  return instances.every((one) => one.release === release && healthy.includes(one.instanceId));
};

const down = async ({ out, stateDir, desk }: LabSession): Promise<void> => {
  const open = await desk.store.runs.open();
  const [first] = open;
  if (first)
    throw new Stop(
      exitCode.refused,
      first.signal
        ? `run ${first.runId} is still being put back; wait for it: firedrill watch ${first.runId}`
        : `run ${first.runId} is open; stop it first: firedrill stop ${first.runId}`,
    );
  await stopDaemon(stateDir);
  const ended = await stopLab(stateDir);
  out.say(ended ? 'The lab is down.' : 'No lab was up.');
  out.emit({ type: 'result', lab: 'down', ended });
};
