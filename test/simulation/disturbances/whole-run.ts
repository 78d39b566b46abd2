import type { Schedule } from '../schedule.ts';
import type { Weather } from '../weather.ts';

const fiveMinutesMs = 5 * 60_000;

type Change = (weather: Weather) => void;

/** What is wrong from the beginning of a run. */
export const wholeRun: Readonly<Record<string, Change>> = {
  'reconciler-dead': (weather) => {
    weather.isReconcilerDead = true;
  },
  'dead-man-late': (weather) => {
    weather.deadManDelayMs = 2 * fiveMinutesMs;
  },
  'events-lost': (weather) => {
    weather.events = 'lost';
  },
  'events-twice': (weather) => {
    weather.events = 'twice';
  },
  'events-late': (weather) => {
    weather.events = 'late';
  },
  'status-rule-lost': (weather) => {
    weather.isStatusRuleLost = true;
  },
  'clock-5m-fast': (weather) => {
    weather.skewMs = fiveMinutesMs;
  },
  'clock-5m-slow': (weather) => {
    weather.skewMs = -fiveMinutesMs;
  },
  'rescuers-clock-5m-fast': (weather) => {
    weather.othersSkewMs = fiveMinutesMs;
  },
  'rescuers-clock-5m-slow': (weather) => {
    weather.othersSkewMs = -fiveMinutesMs;
  },
  'replaced-late': (weather) => {
    weather.isReplacementLate = true;
  },
  'alarm-flaps': (weather) => {
    weather.isFlapping = true;
  },
};

/** When an execution times out as a whole, in seconds after its start. */
export const timeouts: readonly string[] = [1, 2, 3, 4, 5, 6, 8, 10, 13, 40].map(
  (s) => `times-out-after-${s}`,
);

/** Makes the weather of a schedule; answers when its execution times out, if it does. */
export const startWholeRun = (
  { disturbances }: Schedule,
  weather: Weather,
): { readonly timesOutAfterS: number | undefined } => {
  const whole = disturbances.filter(({ at }) => at === '*').map(({ what }) => what);
  for (const what of whole) wholeRun[what]?.(weather);
  const timeout = whole.find((what) => what.startsWith('times-out-after-'));
  return { timesOutAfterS: timeout === undefined ? undefined : Number(timeout.split('-').at(-1)) };
};
