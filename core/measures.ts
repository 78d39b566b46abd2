import { probeBehind } from './alarm-names.ts';
import type { Facts } from './facts.ts';
import { recoveryBaseMs } from './restoration.ts';
import type { Measures } from './run.ts';

/** What can be measured of a run; a figure without its data is left out. */
export const measure = (facts: Facts): Measures => {
  const { run, faults, experiment } = facts;
  const { injectedAtMs, signal, recovered } = run;
  if (injectedAtMs === undefined) return {};
  const decidedAtMs = signal?.readingAtMs;
  const undone = faults.flatMap(({ undoneAtMs }) => undoneAtMs ?? []);
  return {
    ...(decidedAtMs !== undefined && { detectionMs: decidedAtMs - injectedAtMs }),
    ...(decidedAtMs !== undefined && undone.length > 0 && { stopMs: Math.min(...undone) - decidedAtMs }),
    ...(recovered?.inTime && {
      recoveryMs: Math.max(0, recovered.steadyFromMs - recoveryBaseMs(run, faults)),
      ...(recovered.lastBack && { lastBack: recovered.lastBack }),
    }),
    ...outage(facts, injectedAtMs),
    ...(signal?.probe && { firstSeenBy: probeBehind(run, experiment, signal.probe) }),
  };
};

type Outage = Pick<Measures, 'outageMs' | 'firstBadAtMs' | 'lastBadAtMs'>;

const outage = ({ readings, alarms }: Facts, fromMs: number): Outage => {
  const bad = [
    ...[...readings.values()].flat().filter(({ ok }) => !ok),
    // An alarm is bad from its change until the change that ends it.
    ...[...alarms.values()].flatMap((changes) =>
      changes.filter(({ state }, index) => state !== 'OK' || (changes[index - 1]?.state ?? 'OK') !== 'OK'),
    ),
  ]
    .map(({ atMs }) => atMs)
    .filter((atMs) => atMs >= fromMs);
  if (bad.length === 0) return {};
  const [firstBadAtMs, lastBadAtMs] = [Math.min(...bad), Math.max(...bad)];
  return { firstBadAtMs, lastBadAtMs, outageMs: lastBadAtMs - firstBadAtMs };
};
