import type { Clock } from './clock.ts';
import { defaultCacheMs, type Flag, flagIn } from './flag.ts';
import type { Source } from './reading.ts';

/** How a parameter is read, and for how long what was read is kept. */
export type Keeping = {
  readonly parameter: string;
  readonly source: Source;
  readonly cacheMs: number;
  readonly readTimeoutMs: number;
  readonly clock: Clock;
  /** Told once why a flag that is there is not acted on. */
  warn(why: string): void;
};

// No flag is a thing to remember as well: a parameter that cannot be read holds up one invocation in a while, not each.
type Known = { readonly flag: Flag | undefined; readonly atMs: number };

/**
 * The flag in a parameter, if there is one that is young enough to be acted on. Never throws, and takes no longer than
 * `readTimeoutMs`.
 */
export const keptFlag = (keeping: Keeping): (() => Promise<Flag | undefined>) => {
  const { source, cacheMs, readTimeoutMs, clock } = keeping;
  const warn = once(keeping.warn);
  let known: Known | undefined;
  let reading: Promise<Known> | undefined;

  // A clock that was put back knows no ages any more.
  const ageOf = ({ atMs }: Known): number => (clock.now() < atMs ? Infinity : clock.now() - atMs);
  // What the source itself keeps counts too: the promise is about what is acted on.
  const allowedMs = ({ cacheMs: most = defaultCacheMs }: Flag): number => most - source.staleMs;
  const isKept = (one: Known): boolean =>
    ageOf(one) < (one.flag === undefined ? cacheMs : Math.min(cacheMs, allowedMs(one.flag)));
  // To read takes a moment; if it took longer, the machine was frozen between the question and the answer.
  const isYoung = (one: Known, flag: Flag): boolean => ageOf(one) <= Math.max(allowedMs(flag), readTimeoutMs);

  const read = async (): Promise<Known> => {
    const atMs = clock.now();
    return { flag: await readOnce(keeping), atMs };
  };

  return async () => {
    if (known === undefined || !isKept(known)) {
      reading ??= read().finally(() => {
        reading = undefined;
      });
      known = await reading;
    }
    const { flag } = known;
    if (flag === undefined) return undefined;
    if (allowedMs(flag) >= 0) return isYoung(known, flag) ? flag : undefined;
    warn(
      `the flag may be ${flag.cacheMs ?? defaultCacheMs} ms old, and what is read here ${source.staleMs} ms: it is left alone`,
    );
    return undefined;
  };
};

const readOnce = async ({ parameter, source, readTimeoutMs, clock }: Keeping): Promise<Flag | undefined> => {
  const over = new AbortController();
  const tooLate = clock.sleep(readTimeoutMs, over.signal).catch(() => undefined);
  const text = Promise.resolve()
    .then(() => source.read(parameter, over.signal))
    .catch(() => undefined);
  const first = await Promise.race([text, tooLate]);
  over.abort();
  return typeof first === 'string' ? flagIn(first) : undefined;
};

const once = (tell: (why: string) => void) => {
  let isTold = false;
  return (why: string): void => {
    if (!isTold) tell(why);
    isTold = true;
  };
};
