import type middy from '@middy/core';
import { appliedLine } from './applied.ts';
import { type Clock, systemClock } from './clock.ts';
import { clockMarginMs, type Decision, decide } from './decision.ts';
import { keptFlag } from './flags.ts';
import { extension, type Source } from './reading.ts';

/** How the middleware reads its flag. Only `parameter` is needed. */
export type ChaosOptions = {
  /** The name of the parameter, as in `/chaos/checkout`. */
  readonly parameter: string;
  /** How long a flag is kept between two reads, in milliseconds; 30,000 if nothing is said. A flag may ask for less. */
  readonly cacheMs?: number;
  /** The longest that reading may hold up an invocation, in milliseconds; 200 if nothing is said, 2,000 at most. */
  readonly readTimeoutMs?: number;
  /** Reads the parameter, where AWS's Parameters and Secrets extension is not to be asked. */
  readonly read?: Source['read'];
  /** How old what `read` gives may be already, in milliseconds. */
  readonly staleMs?: number;
  readonly fetch?: typeof globalThis.fetch;
  /** From 0 to 1, without 1. */
  readonly random?: () => number;
  readonly clock?: Clock;
  readonly print?: (line: string) => void;
};

/** The longest that a read may take, whatever the options say: whoever verifies an undo counts on it. */
const longestReadMs = clockMarginMs;

/** Thrown in a handler's place where a flag says so. */
export class ChaosFault extends Error {
  static {
    ChaosFault.prototype.name = 'ChaosFault'; // a minifier renames classes, never strings
  }
}

/**
 * Hurts a Lambda function while its flag says so: waits, fails, or answers in the handler's place. Whatever goes wrong
 * with the flag itself is no fault: the handler never notices.
 */
export const chaos = (options: ChaosOptions): middy.MiddlewareObj => {
  const { parameter, cacheMs = 30_000, read, staleMs = 0 } = options;
  const readTimeoutMs = Math.min(options.readTimeoutMs ?? 200, longestReadMs);
  const { random = Math.random, clock = systemClock, print = printLine } = options;
  const source = read ? { read, staleMs } : extension(process.env, options.fetch ?? globalThis.fetch);
  const warn = (why: string) => print(JSON.stringify({ level: 'WARN', message: `@firedrill/middy: ${why}` }));
  const flag = keptFlag({ parameter, source, cacheMs, readTimeoutMs, clock, warn });

  const decided = async (event: unknown, functionName: string): Promise<Decision | undefined> => {
    try {
      const now = await flag();
      const decision = now && decide(now, { event, functionName, nowMs: clock.now(), random });
      if (decision) print(appliedLine(decision, functionName, clock.now()));
      return decision;
    } catch {
      return undefined;
    }
  };

  return {
    before: async function chaosBefore({ event, context }) {
      const decision = await decided(event, context.functionName);
      if (decision === undefined) return undefined;
      const { latencyMs, fault } = decision;
      if (latencyMs > 0) await clock.sleep(latencyMs);
      if (fault.exception !== undefined) throw new ChaosFault(fault.exception);
      return fault.response;
    },
  };
};

// The console of Lambda may put a head before each line, which would be no metric then.
const printLine = (line: string): void => void process.stdout.write(`${line}\n`);
