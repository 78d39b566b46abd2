import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';

/** How to start a tied program; `tieSignal` is what the kernel sends it, without SIG. */
export type SpawnTiedOptions = SpawnOptions & { readonly tieSignal?: 'KILL' | 'QUIT' };

/**
 * Starts a program that does not outlive this process: on Linux the kernel kills it, stopped or spinning, when this
 * process dies. Call it from the main thread; the kernel watches the thread that started the child.
 * A `tieSignal` other than KILL is for a program that has children or shared memory of its own to clear away.
 * Elsewhere nothing is promised here: give the child an `ipc` or `pipe` channel and let it end when that closes.
 */
export const spawnTied = (
  program: string,
  args: readonly string[],
  { tieSignal = 'KILL', ...options }: SpawnTiedOptions = {},
): ChildProcess =>
  canTie()
    ? spawn('setpriv', ['--pdeathsig', tieSignal, program, ...args], options)
    : spawn(program, [...args], options);

let tie: boolean | undefined;

/** Whether the kernel can be asked to kill our children (util-linux's setpriv; busybox's has no --pdeathsig). */
export const canTie = (): boolean => {
  tie ??=
    process.platform === 'linux' &&
    spawnSync('setpriv', ['--pdeathsig', 'KILL', 'true'], { stdio: 'ignore' }).status === 0;
  return tie;
};
