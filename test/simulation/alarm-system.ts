import type { AlarmState, HttpProbes, TemporaryAlarm } from '../../core/ports.ts';
import { type MemoryAlarms, memoryAlarms } from '../support/memory/alarms.ts';
import { memoryMetrics } from '../support/memory/metrics.ts';
import type { Ground } from './ground.ts';

const noticedAfterMs = 1_000;
const flapsAfterMs = 4_000;
const flapsEveryMs = 1_700;

/** Alarms, metrics and an endpoint that show the truth; `evaluated` hears of each look at it. */
export const openAlarmSystem = (
  { clock, weather }: Pick<Ground, 'clock' | 'weather'>,
  isDegraded: () => boolean,
  evaluated: (isBad: boolean) => void,
) => {
  const memory = memoryAlarms(clock);
  const metrics = memoryMetrics(clock);
  const temporary = new Set<string>();
  const isBad = () => isDegraded() || weather.isAlarmForced;
  const http: HttpProbes = { ask: async () => ({ status: isBad() ? 503 : 200, latencyMs: 20 }) };

  const evaluate = (): void => {
    const state: AlarmState = isBad() ? 'ALARM' : 'OK';
    metrics.set('orders', state === 'OK' ? 100 : 0);
    evaluated(state === 'ALARM');
    for (const name of ['shop-errors', ...temporary]) memory.set(name, state);
  };
  const evaluateSoon = (): void => void clock.at(clock.now() + noticedAfterMs, evaluate);
  const flap = () => {
    clock.at(clock.now() + flapsEveryMs, flap);
    if (weather.isFlapping) weather.isAlarmForced = !weather.isAlarmForced;
    evaluate();
  };

  return {
    alarms: withTemporary(memory, temporary, evaluateSoon),
    ...{ metrics, http, evaluate, evaluateSoon },
    /** Alarms that flap go on doing so until the weather is fair. */
    flapIfDue: (): void => {
      if (weather.isFlapping) clock.at(clock.now() + flapsAfterMs, flap);
    },
  };
};

// A temporary alarm shows the same truth, a little after it was made.
const withTemporary = (memory: MemoryAlarms, names: Set<string>, made: () => void): MemoryAlarms => ({
  ...memory,
  putTemporary: async (alarm: TemporaryAlarm) => {
    await memory.putTemporary(alarm);
    names.add(alarm.name);
    made();
  },
  deleteTemporary: async (id: string) => {
    for (const name of await memory.temporary(id)) names.delete(name);
    await memory.deleteTemporary(id);
  },
});
