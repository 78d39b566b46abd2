import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { percentile, rounded } from './figures.ts';

/** What a process took from its start to its end, the median of several. */
export type Taken = { readonly seconds: number; readonly mebibytes: number };

// Says at its end what the process needed at its most.
const peak = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => process.getBuiltinModule('node:fs').writeSync(3, String(process.resourceUsage().maxRSS)))",
)}`;

/**
 * Starts node itself, never through npm, and waits for it. A run that ends with another code than 0 (a lab so fast, on a
 * machine that is busy, has its own outages) is none to measure and is made again; too many of them fail.
 */
export const wholeProcess = async (
  args: readonly string[],
  times: number,
  { cwd = process.cwd(), cacheDir }: { readonly cwd?: string; readonly cacheDir?: string } = {},
): Promise<Taken> => {
  let failures = 0;
  const start = async (argv: readonly string[]): Promise<Awaited<ReturnType<typeof runOnce>>> => {
    const ended = await runOnce(argv, cwd, cacheDir);
    if (ended.code === 0) return ended;
    failures += 1;
    if (failures > 3 * times + 3)
      throw new Error(`node ${args.join(' ')}: exit ${ended.code}\n${ended.said}`);
    await pause(500);
    return start(argv);
  };
  const { peakKib } = await start(['--import', peak, ...args]);
  const seconds: number[] = [];
  for (let n = 0; n < times; n++) seconds.push((await start(args)).seconds);
  return { seconds: rounded(percentile(seconds, 0.5)), mebibytes: rounded(peakKib / 1024) };
};

const runOnce = async (args: readonly string[], cwd: string, cacheDir: string | undefined) => {
  const beganMs = performance.now();
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    ...(cacheDir && { XDG_CACHE_HOME: cacheDir }),
  };
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  let said = '';
  let told = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stdio[3]?.on('data', (bytes: Buffer) => (told += bytes.toString()));
  const [code] = await once(child, 'close');
  return { code, said, seconds: (performance.now() - beganMs) / 1_000, peakKib: Number(told) };
};
