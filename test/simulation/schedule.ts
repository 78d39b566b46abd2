import { isLayer, type Layer } from './layers.ts';

/** One thing that goes wrong: where (a port call, a task, or `*` for the whole run), and what. */
export type Disturbance = { readonly at: string; readonly what: string };

/**
 * Everything that decides a simulated run. In words:
 * `ours/fails seed=1 without=fence: inject-faults/faults.inject#1=response-lost, *=events-lost`.
 */
export type Schedule = {
  readonly scenario: string;
  /** Decides how long every call takes, and with it the order of things. */
  readonly seed: number;
  readonly disturbances: readonly Disturbance[];
  readonly without: readonly Layer[];
  /** Something goes wrong at the n-th call, whichever it is; what happened is told by its name afterwards. */
  readonly surprises?: readonly Surprise[];
};

/** After how many calls, and which of the things that can go wrong there, as a number in [0, 1). */
export type Surprise = { readonly afterCalls: number; readonly which: number };

/** A schedule as one line; `readSchedule` reads it again. */
export const inWords = ({ scenario, seed, disturbances, without }: Schedule): string =>
  [
    `${scenario} seed=${seed}`,
    without.length > 0 ? ` without=${without.join('+')}` : '',
    `: ${disturbances.map(({ at, what }) => `${at}=${what}`).join(', ') || 'nothing'}`,
  ].join('');

/** Reads a schedule from one line. Throws with what is wrong and what would be right. */
export const readSchedule = (line: string): Schedule => {
  const parts = /^(?<scenario>\S+) seed=(?<seed>\d+)(?: without=(?<without>\S+))?: (?<list>.+)$/.exec(
    line.trim(),
  );
  const { scenario, seed, without = '', list = '' } = parts?.groups ?? {};
  if (scenario === undefined)
    throw new Error(`"${line}" is no schedule; one looks like "ours/fails seed=1: *=events-lost"`);
  const layers = without === '' ? [] : without.split('+');
  const unknown = layers.find((layer) => !isLayer(layer));
  if (unknown !== undefined) throw new Error(`"${unknown}" is no safety layer`);
  return {
    scenario,
    seed: Number(seed),
    without: layers.filter(isLayer),
    disturbances: list === 'nothing' ? [] : list.split(', ').map(readDisturbance),
  };
};

const readDisturbance = (text: string): Disturbance => {
  const cut = text.lastIndexOf('=');
  if (cut < 1) throw new Error(`"${text}" is no disturbance; one looks like "place=what"`);
  return { at: text.slice(0, cut), what: text.slice(cut + 1) };
};
