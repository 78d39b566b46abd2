import type { Command } from 'commander';
import { acknowledge } from '../../core/protocol/acknowledge.ts';
import { exitCode, Stop } from '../exit.ts';
import { needIdle, openSession, type Session } from '../session.ts';

/** `firedrill ack <run>`. Whoever may see may say that they look after it. */
export const addAck = (program: Command): void => {
  program
    .command('ack')
    .description('say that you look after a run that needs a person: nobody is paged for it any more')
    .argument('<run>', 'an open run, or the beginning of one')
    .action(async (beginning: string, _: unknown, command: Command) => {
      const session = await openSession(command);
      const runId = await openRun(session, beginning);
      const ports = await needIdle(session);
      const { acknowledged } = await acknowledge(ports, runId, await session.who());
      session.out.say(
        `${acknowledged?.by} looks after ${runId}: nobody is paged for it any more. What is being put back goes on being so.`,
      );
      session.out.emit({ type: 'result', runId, acknowledged });
      session.close();
    });
};

const openRun = async ({ desk, flags }: Session, beginning: string): Promise<string> => {
  const open = await desk.store.runs.open();
  const found = open.filter(({ runId }) => runId.startsWith(beginning));
  const [run] = found;
  if (run !== undefined && found.length === 1) return run.runId;
  throw new Stop(
    exitCode.usage,
    run === undefined
      ? `no open run begins with ${beginning}; see \`firedrill status${flags}\``
      : `${found.length} open runs begin with ${beginning}; write more of it`,
  );
};
