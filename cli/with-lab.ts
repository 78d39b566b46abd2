import type { LabClient } from '../lab/client.ts';
import { startLab, stopLab } from '../lab/lab-lifecycle.ts';
import { deadManCommand } from './commands/lab.ts';
import { needLab, type Session } from './session.ts';

/** Whether a command brings its own lab, and how fast that is. */
export type LabChoice = { readonly lab?: boolean; readonly timeScale: number };

/** Does something on the lab that is up, or on one of its own that ends with it. */
export const withLab = async (
  session: Session,
  { lab: own, timeScale }: LabChoice,
  work: (lab: LabClient) => Promise<void>,
): Promise<void> => {
  const { out, stateDir, desk } = session;
  if (session.lab || !own) return work(needLab(session));
  out.say(
    `Starting the lab: a load balancer, three web servers, users. One minute of lab time takes ${60 / timeScale} s.`,
  );
  const lab = await startLab({ stateDir, scale: timeScale, deadManCommand: deadManCommand(stateDir) });
  try {
    await work(lab);
  } finally {
    lab.close();
    // What is not restored needs its lab: the next command tries again.
    if ((await desk.store.runs.open()).length === 0) await stopLab(stateDir);
  }
};
