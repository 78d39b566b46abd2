import { stopGameDay } from '../../core/gameday/gate.ts';
import type { JournalEntry } from '../../core/ports.ts';
import { signalRun } from '../../core/protocol/signal.ts';
import { exitCode, Stop } from '../exit.ts';
import { follow } from '../follow.ts';
import type { AwsSession } from './session.ts';

/** What is waited for, and who else hears of it. */
export type Awaited = {
  readonly id: string;
  readonly kind: 'experiment' | 'gameday';
  readonly timeoutMs?: number;
  heard?(id: string, entry: JournalEntry): void;
};

/** Follows a run or a game day of the stack; false when the wait was over first. Ctrl-C stops it, a second one leaves. */
export const waitFor = async (session: AwsSession, awaited: Awaited): Promise<boolean> => {
  const { id, timeoutMs, heard } = awaited;
  const deafen = onInterrupt(session, awaited);
  try {
    return await follow(session, id, {
      ...(timeoutMs !== undefined && { timeoutMs }),
      ...(heard && { heard }),
    });
  } catch (failure) {
    if (failure instanceof Stop) throw failure;
    // The stack drives it, whether or not anybody can look.
    const why = failure instanceof Error ? failure.message : String(failure);
    throw new Stop(exitCode.goesOn, `${why}\n${id} goes on. ${howToStop(session, id)}`, { cause: failure });
  } finally {
    deafen();
  }
};

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const onInterrupt = (session: AwsSession, { id, kind }: Awaited): (() => void) => {
  let pressed = 0;
  const press = (signal: NodeJS.Signals) => {
    pressed += 1;
    if (pressed > 1) return leave(session, id);
    const { out } = session;
    const more = signal === 'SIGINT' ? ' Ctrl-C again leaves.' : '';
    out.say(out.style('yellow', `Stopping, and having everything put back.${more}`));
    stop(session, id, kind, `${signal} from the terminal`).catch((failure: unknown) =>
      out.say(
        `Could not stop: ${failure instanceof Error ? failure.message : failure}\n${howToStop(session, id)}`,
      ),
    );
  };
  for (const signal of signals) process.on(signal, press);
  return () => {
    for (const signal of signals) process.off(signal, press);
  };
};

const stop = async (session: AwsSession, id: string, kind: Awaited['kind'], reason: string) => {
  const ports = await session.idle();
  const { actor, clock } = ports;
  if (kind === 'gameday') return stopGameDay(ports, id, actor, reason);
  await signalRun(ports, id, { kind: 'person', atMs: clock.now(), actor, reason });
};

const howToStop = ({ flags }: AwsSession, id: string): string => `Stop it: firedrill stop ${id}${flags}`;

const leave = (session: AwsSession, id: string): never => {
  session.out.emit({ type: 'result', detached: [id] });
  session.out.say(`You left; ${id} goes on. ${howToStop(session, id)}`);
  process.exit(exitCode.goesOn);
};
