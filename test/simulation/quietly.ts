import type { Ground } from './ground.ts';

/** Invokes a function and waits for nothing; `again` says after how long it is tried again when it fails. */
export type Quietly = (fn: string, event: unknown, again?: readonly number[]) => void;

/** Runs a function of the simulation. */
export type RunFunction = (fn: string, event: unknown) => Promise<unknown>;

const minuteMs = 60_000;
// Asynchronous invocations are tried three times by Lambda.
const asLambdaDoes = [minuteMs, 2 * minuteMs];

/** Asynchronous invocations, whose failures nobody hears of. */
export const invokingQuietly = (
  { clock, told }: Pick<Ground, 'clock' | 'told'>,
  run: RunFunction,
): Quietly => {
  const quietly: Quietly = (fn, event, again = asLambdaDoes) => {
    run(fn, event).catch((failure: unknown) => {
      told(() => `${fn} failed: ${inWords(failure)}`);
      const [afterMs, ...rest] = again;
      if (afterMs !== undefined) clock.at(clock.now() + afterMs, () => quietly(fn, event, rest));
    });
  };
  return quietly;
};

const inWords = (failure: unknown) =>
  failure instanceof Error ? `${failure.name}: ${failure.message}` : failure;
