/**
 * The value of a parameter while a fault is on, as Firedrill's `ssm/flag` and `middy/chaos` write it and as this package
 * reads it:
 * `{"cacheMs":30000,"expiresAt":"2026-11-23T04:00:00.000Z","fault":{"latencyMs":500},"functions":["pay"],"run":"…"}`
 *
 * Whoever reads such a parameter, in the application that is to be hurt, promises: a fault counts only while its
 * `expiresAt` has not passed by the reader's own clock, asked at each use and not only when the parameter is read; a value
 * that cannot be read, or has no `fault`, is no fault; and nothing is used that was read longer than `cacheMs` ago, or than
 * a read takes. So a fault dies by itself, whatever has become of Firedrill, and an undo is felt within `cacheMs`.
 */
export type Flag = {
  /** Until when the fault counts at the latest, as ISO 8601. */
  readonly expiresAt: string;
  /** What is to be done: whatever the application knows, or `Fault` where this package reads it. */
  readonly fault: object;
  /** Whose fault it is: the run and the number of the fault in it. */
  readonly run: string;
  /** How old what a reader acts on may be, in milliseconds; `defaultCacheMs` where it is missing. */
  readonly cacheMs?: number;
  /** The names of the functions that are meant; whoever reads it where this is missing. */
  readonly functions?: readonly string[];
};

/** How old a flag may be that does not say it. */
export const defaultCacheMs = 60_000;

/** The longest that a flag may be kept: as long as AWS's Parameters and Secrets extension keeps what it is not told about. */
export const longestCacheMs = 300_000;

/** The flag in a parameter's value; undefined for every other text, and for one that is not entirely as it should be. */
export const flagIn = (text: string): Flag | undefined => {
  const value = objectIn(text);
  if (value === undefined) return undefined;
  const { expiresAt, fault, run, cacheMs, functions } = value;
  if (typeof expiresAt !== 'string' || !Number.isFinite(Date.parse(expiresAt))) return undefined;
  if (typeof fault !== 'object' || fault === null || Array.isArray(fault)) return undefined;
  if (typeof run !== 'string' || run === '') return undefined;
  if (cacheMs !== undefined && !isCacheTime(cacheMs)) return undefined;
  if (functions !== undefined && !isNames(functions)) return undefined;
  return {
    expiresAt,
    fault,
    run,
    ...(cacheMs !== undefined && { cacheMs }),
    ...(functions && { functions }),
  };
};

/** Whether a number is a time for which a flag may be kept. */
export const isCacheTime = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= longestCacheMs;

/** A JSON object in a text; undefined for everything else. */
export const objectIn = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** Whether a value is a JSON object, with anything in it. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((name) => typeof name === 'string');
