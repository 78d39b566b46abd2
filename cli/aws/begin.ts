import { NotJustNow } from '../../core/errors.ts';
import { exitCode, Stop } from '../exit.ts';
import type { AwsSession } from './session.ts';

/** Starts something on the stack. Where an answer was lost it may have begun, so nobody says that it has not. */
export const begin = async (session: AwsSession, id: string, start: () => Promise<void>): Promise<void> => {
  try {
    await start();
  } catch (failure) {
    if (!(failure instanceof NotJustNow)) throw failure;
    throw new Stop(
      exitCode.goesOn,
      `${failure.message}\n${id} may have begun; look: firedrill status${session.flags}`,
      { cause: failure },
    );
  }
};

/** Says how to look at something that goes on without this process, and how to stop it. */
export const sayHowToSee = (session: AwsSession, id: string): void => {
  const { out, flags } = session;
  out.say(
    `  it goes on in the stack.\n  see it:  firedrill watch ${id}${flags}\n  stop it: firedrill stop ${id}${flags}`,
  );
};
