/** What is wrong for a while, until it is put right. */
export type Weather = {
  isReconcilerDead: boolean;
  deadManDelayMs: number;
  events: 'in-order' | 'lost' | 'twice' | 'late';
  isStatusRuleLost: boolean;
  skewMs: number;
  othersSkewMs: number;
  tableThrottledUntilMs: number;
  /** Functions whose role may do nothing any more. */
  readonly denied: Set<string>;
  isUndoDenied: boolean;
  isDriverGone: boolean;
  isNotifierDown: boolean;
  isFlapping: boolean;
  /** What cannot be undone is made good for only long after it ought to be. */
  isReplacementLate: boolean;
  isAlarmForced: boolean;
  /** Somebody has put everything right: nothing that would last begins any more. */
  putRightAtMs: number | undefined;
};

/** Nothing is wrong. */
export const fair = (): Weather => ({
  isReconcilerDead: false,
  deadManDelayMs: 0,
  events: 'in-order',
  isStatusRuleLost: false,
  skewMs: 0,
  othersSkewMs: 0,
  tableThrottledUntilMs: -Infinity,
  denied: new Set(),
  isUndoDenied: false,
  isDriverGone: false,
  isNotifierDown: false,
  isFlapping: false,
  isReplacementLate: false,
  isAlarmForced: false,
  putRightAtMs: undefined,
});

/** Nothing but the notifier is out of order: that may hold nothing back. */
export const isOnlyNotifierDown = (weather: Weather): boolean =>
  weather.isNotifierDown &&
  !weather.isUndoDenied &&
  !weather.isDriverGone &&
  !weather.isReconcilerDead &&
  weather.denied.size === 0 &&
  weather.tableThrottledUntilMs === -Infinity;

/** Every lasting trouble is over. Clocks stay as wrong as they are. */
export const clearUp = (weather: Weather, nowMs: number): void => {
  const { skewMs, othersSkewMs } = weather;
  weather.denied.clear();
  Object.assign(weather, {
    ...{ ...fair(), denied: weather.denied, skewMs, othersSkewMs },
    putRightAtMs: nowMs,
  });
};
