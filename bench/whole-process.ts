import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { percentile, rounded } from './figures.ts';

/** What a process took from its start to its end, the median of several. */
export type Taken = { readonly seconds: number; readonly mebibytes: number };

// Says at its end what the process needed at its most.
const peak = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => process.getBuiltinModule('node:fs').writeSync(3, String(process.resourceUsage().maxRSS)))",
)}`;

/** Starts node itself, never through npm, and waits for it. Fails when it exits with something else than expected. */
export const wholeProcess = async (
  args: readonly string[],
  times: number,
  { cwd = process.cwd(), cacheDir }: { readonly cwd?: string; readonly cacheDir?: string } = {},
): Promise<Taken> => {
  const seconds: number[] = [];
  const start = (argv: readonly string[]) => runOnce(argv, cwd, cacheDir);
  await start(args);
  for (let n = 0; n < times; n++) seconds.push((await start(args)).seconds);
  const { peakKib } = await start(['--import', peak, ...args]);
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
  if (code !== 0) throw new Error(`node ${args.join(' ')}: exit ${code}\n${said}`);
  return { seconds: (performance.now() - beganMs) / 1_000, peakKib: Number(told) };
};
