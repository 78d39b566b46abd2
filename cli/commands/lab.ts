import type { Command } from 'commander';
import { stopLab } from '../../lab/lab-lifecycle.ts';
import { exitCode, Stop } from '../exit.ts';
import { openSession, type Session } from '../session.ts';
import { bringUp } from '../with-lab.ts';

/** How many times as fast as AWS a lab runs. */
export const parseScale = (text: string): number => {
  const scale = Number(text);
  if (!(scale >= 1 && scale <= 60))
    throw new Stop(exitCode.usage, `--time-scale ${text}: a number from 1 to 60 is wanted`);
  return scale;
};

/** `firedrill lab up|down`. */
export const addLab = (program: Command): void => {
  const lab = program.command('lab').description('a small real workload on this machine to break');
  lab
    .command('up')
    .description(
      'start it: load balancer, three web instances in three zones, users; it outlives this command',
    )
    .option('--time-scale <n>', 'lab seconds per real second, 1 to 60', parseScale, 10)
    .action(async ({ timeScale }: { timeScale: number }, command: Command) => {
      const session = await openSession(command);
      await up(session, timeScale);
      session.close();
    });
  lab
    .command('down')
    .description('end it and every process of it; refused while a run is open')
    .action(async (_: unknown, command: Command) => {
      const session = await openSession(command);
      await down(session);
      session.close();
    });
};

const up = async (session: Session, scale: number): Promise<void> => {
  const { out, lab } = session;
  if (lab) {
    out.say(`The lab is up already, at ×${lab.clock.scale}.`);
    out.emit({ type: 'result', lab: 'up', scale: lab.clock.scale, labId: lab.labId });
    return;
  }
  const started = await bringUp(session, scale);
  const { 'shop.lab': address } = await started.dns();
  out.say(`The lab is up: http://${address}/ is the shop. One minute of lab time takes ${60 / scale} s.`);
  out.emit({ type: 'result', lab: 'up', scale, labId: started.labId, address });
  started.close();
};

const down = async ({ out, stateDir, desk }: Session): Promise<void> => {
  const open = await desk.store.runs.open();
  const [first] = open;
  if (first)
    throw new Stop(
      exitCode.refused,
      `run ${first.runId} is open; stop it first: firedrill stop ${first.runId}`,
    );
  const ended = await stopLab(stateDir);
  out.say(ended ? 'The lab is down.' : 'No lab was up.');
  out.emit({ type: 'result', lab: 'down', ended });
};
