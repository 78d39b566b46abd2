import type { Statistic } from './statistics.ts';

// CW/Statistics-definitions = docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html

/** A value or a percentage of the values, from the lowest. */
type Bound = { readonly at: number; readonly percent: boolean };
type Range = { readonly low: Bound | undefined; readonly high: Bound | undefined };

/** Sorted values, those of them in a range, and the range's edges as values. */
type Trimmed = {
  readonly all: readonly number[];
  readonly kept: readonly number[];
  readonly low: number;
  readonly high: number;
};

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const mean = (values: readonly number[]) => (values.length === 0 ? undefined : total(values) / values.length);

const KINDS: Readonly<Record<string, (trimmed: Trimmed) => number | undefined>> = {
  TM: ({ kept }) => mean(kept),
  TS: ({ kept }) => total(kept),
  TC: ({ kept }) => kept.length,
  WM: ({ all, low, high }) => mean(all.map((value) => Math.min(Math.max(value, low), high))),
  PR: ({ all, kept }) => (100 * kept.length) / all.length,
};

/** A trimmed mean, sum or count, a winsorized mean, an interquartile mean or a percentile rank, by its name in CW/Statistics-definitions. */
export const trimmedStatistic = (name: string): Statistic | undefined => {
  const { kind, range } = named(name) ?? {};
  const statistic = kind === undefined ? undefined : KINDS[kind];
  return statistic && range && ((values) => statistic(trim(values, range)));
};

const named = (name: string): { readonly kind: string; readonly range: Range | undefined } | undefined => {
  if (name === 'IQM') return { kind: 'TM', range: rangeOf('25%', '75%') };
  const [, alone, most = ''] = /^(tm|wm|tc|ts)(\d{1,2}(?:\.\d{1,10})?)$/.exec(name) ?? [];
  if (alone !== undefined) return { kind: alone.toUpperCase(), range: rangeOf('', `${most}%`) };
  const [, kind, low = '', high = ''] = /^(TM|WM|TC|TS|PR)\(([^:]*):([^:]*)\)$/.exec(name) ?? [];
  return kind === undefined ? undefined : { kind, range: rangeOf(low, high, kind !== 'PR') };
};

const BOUND = /^(\d+(?:\.\d{1,10})?)(%?)$/;

const rangeOf = (lowText: string, highText: string, mayBePercent = true): Range | undefined => {
  const [low, high] = [lowText, highText].map(boundOf);
  if ((lowText !== '' && !low) || (highText !== '' && !high) || !(low ?? high)) return undefined;
  const percents = [low, high].flatMap((bound) => (bound ? [bound.percent] : []));
  if (new Set(percents).size > 1 || (percents.includes(true) && !mayBePercent)) return undefined;
  if (low && high && low.at >= high.at) return undefined;
  return { low, high };
};

const boundOf = (text: string): Bound | undefined => {
  const [, number, sign] = BOUND.exec(text) ?? [];
  if (number === undefined || (sign === '%' && Number(number) > 100)) return undefined;
  return { at: Number(number), percent: sign === '%' };
};

const trim = (values: readonly number[], { low, high }: Range): Trimmed => {
  const all = values.toSorted((a, b) => a - b);
  if (low?.percent || high?.percent) return trimByRank(all, low?.at ?? 0, high?.at ?? 100);
  // "The calculation includes values equal to the higher boundary, but does not include values equal to the lower."
  const [from, to] = [low?.at ?? -Infinity, high?.at ?? Infinity];
  return { all, kept: all.filter((value) => value > from && value <= to), low: from, high: to };
};

// Whole values only: as few are left out as the percentage allows. CloudWatch does not publish its method.
const trimByRank = (all: readonly number[], low: number, high: number): Trimmed => {
  const first = Math.floor((low * all.length) / 100 + ROUNDING);
  const kept = all.slice(first, Math.max(first + 1, Math.ceil((high * all.length) / 100 - ROUNDING)));
  return { all, kept, low: kept[0] ?? -Infinity, high: kept.at(-1) ?? Infinity };
};

const ROUNDING = 1e-9;
