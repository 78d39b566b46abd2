import type { LabClient } from '../lab/client.ts';
import { startLab, stopLab } from '../lab/lab-lifecycle.ts';
import { siblingScript } from '../lab/process/sibling-script.ts';
import { exitCode, Stop } from './exit.ts';
import type { LabSession } from './lab-session.ts';
import { needLab } from './session.ts';

/** Whether a command brings its own lab, and how fast that is. */
export type LabChoice = { readonly lab?: boolean; readonly timeScale: number };

/** Does something on the lab that is up, or on one of its own that ends with it. */
export const withLab = async (
  session: LabSession,
  { lab: own, timeScale }: LabChoice,
  work: (lab: LabClient) => Promise<void>,
): Promise<void> => {
  const { out, stateDir, desk } = session;
  if (session.lab || !own) return work(needLab(session));
  out.say(
    `Starting the lab: a load balancer, three web servers, a database with its standby, users. One minute of lab time takes ${60 / timeScale} s.`,
  );
  const lab = await bringUp(session, timeScale);
  try {
    await work(lab);
  } finally {
    lab.close();
    // What is not restored needs its lab: the next command tries again.
    if ((await desk.store.runs.open()).length === 0) await stopLab(stateDir);
  }
};

/** Starts the lab of this session's state directory; not while a run is open whose own lab is gone. `beside` is done once that is known. */
export const bringUp = async (
  { stateDir, desk }: LabSession,
  scale: number,
  beside: () => void = () => undefined,
): Promise<LabClient> => {
  const [open] = await desk.store.runs.open();
  if (open)
    throw new Stop(
      exitCode.refused,
      `run ${open.runId} is still open, and its lab is gone; try again in a moment`,
    );
  beside();
  return startLab({ stateDir, scale, deadManCommand: deadManCommand(stateDir) });
};

// The dead man as the keeper starts it: this very program, with the state directory of the lab.
const deadManCommand = (stateDir: string): readonly string[] => [
  process.execPath,
  siblingScript(import.meta.url, './dead-man'),
  stateDir,
];
