import { spawnTied } from '../process/spawn-tied.ts';
import type { ChildProcesses } from './child-processes.ts';
import type { RunTarget } from './scheduler.ts';

// A Lambda would be cut off too; a target that hangs for ever would block its schedule for ever.
const TIMEOUT_REAL_MS = 60_000;

/** Runs a command with the input on its stdin. A failure is logged and left to the schedule's next turn. */
export const targetCommand =
  (command: readonly string[] | undefined, children: ChildProcesses): RunTarget =>
  (name, input) => {
    const [program, ...args] = command ?? [];
    if (program === undefined) {
      console.error(`schedule ${name}: this lab was started without a target command`);
      return Promise.resolve(null);
    }
    return new Promise((resolve) => {
      const child = spawnTied(program, args, { stdio: ['pipe', 'inherit', 'inherit'] });
      const timer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_REAL_MS);
      const conclude = (exitCode: number | null, why: string) => {
        clearTimeout(timer);
        if (exitCode !== 0) console.error(`schedule ${name}: the target command ${why}`);
        resolve(exitCode);
      };
      child.once('error', (error) => conclude(null, `could not be run: ${error.message}`));
      child.once('exit', (code, signal) => conclude(code, `ended with ${code ?? signal}`));
      // It may end without reading its input.
      child.stdin?.on('error', () => {});
      child.stdin?.end(JSON.stringify(input));
      if (child.pid !== undefined) children.adopt(`schedule ${name}`, child);
    });
  };
