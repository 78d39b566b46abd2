import { spawn } from 'node:child_process';
import { openGate } from '../core/gameday/gate.ts';
import type { JournalEntry, Ports } from '../core/ports.ts';
import type { Session } from './session.ts';

/** Runs a command at each gate of a game day, in the person's stead; the gate opens when it succeeds. */
export const atGate =
  (
    { out, stateDir, flags }: Pick<Session, 'out' | 'stateDir' | 'flags'>,
    gameDayId: string,
    command: string,
  ) =>
  (ports: Ports, id: string, { kind, data }: JournalEntry): void => {
    if (kind !== 'gate-waits' || id !== gameDayId) return;
    const step = Number(data?.step) + 1;
    out.say(`  at the gate before step ${step}: ${command}`);
    const told = { FIREDRILL_STATE: stateDir, FIREDRILL_GAME_DAY: gameDayId, FIREDRILL_STEP: String(step) };
    void succeeds(command, told).then(async (how) => {
      const why = how === true ? await opened(ports, gameDayId, command) : `the command ${how}`;
      if (why)
        out.say(`  ${why}: the gate stays closed; open it with firedrill approve ${gameDayId}${flags}`);
    });
  };

// Why it could not be opened, if it could not.
const opened = async (ports: Ports, gameDayId: string, command: string): Promise<string | undefined> => {
  try {
    await openGate(ports, gameDayId, `at-gate: ${command}`);
    return undefined;
  } catch (failure) {
    return failure instanceof Error ? failure.message : String(failure);
  }
};

const succeeds = (command: string, told: Readonly<Record<string, string>>): Promise<true | string> =>
  new Promise((resolve) => {
    // What it says is for people, as ours is: stdout is the machine's.
    const child = spawn(command, { shell: true, stdio: ['ignore', 2, 2], env: { ...process.env, ...told } });
    child.once('error', ({ message }) => resolve(`could not be run: ${message}`));
    child.once('exit', (code, signal) => resolve(code === 0 || `ended with ${code ?? signal}`));
  });
