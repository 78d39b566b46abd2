import type { Experiment } from './experiment.ts';
import { covers, decidingReading, probesOf } from './judgement.ts';
import type { AlarmChange } from './ports.ts';
import { allVerified, injectedAnything, recoveryBaseMs } from './restoration.ts';
import type {
  Conclusion,
  FaultRecord,
  HypothesisVerdict,
  Measures,
  Reading,
  RestorationVerdict,
  Run,
} from './run.ts';

/** Everything a verdict rests on. Readings and changes are by probe, oldest first. */
export type Facts = {
  readonly run: Run;
  readonly experiment: Experiment;
  readonly faults: readonly FaultRecord[];
  readonly readings: ReadonlyMap<string, readonly Reading[]>;
  readonly alarms: ReadonlyMap<string, readonly AlarmChange[]>;
  /** The execution's own failure, if it failed. */
  readonly problem?: string;
};

/** Two answers, each with its reasons. Nothing passes by accident: whatever is not proven is untested. */
export const concludeRun = (facts: Facts): Conclusion => {
  const restoration = restorationOf(facts.faults);
  const { hypothesis, reasons } = hypothesisOf(facts);
  const unverified = restoration === 'unverified' ? unverifiedReasons(facts.faults) : [];
  return {
    hypothesis,
    restoration,
    reasons: [...unverified, ...reasons],
    measures: measure(facts),
    exitCode: exitCodeOf(facts, hypothesis, restoration),
  };
};

const restorationOf = (faults: readonly FaultRecord[]): RestorationVerdict => {
  if (!injectedAnything(faults)) return 'nothing-injected';
  return allVerified(faults) ? 'restored' : 'unverified';
};

const unverifiedReasons = (faults: readonly FaultRecord[]): readonly string[] =>
  faults
    .filter((fault) => !allVerified([fault]))
    .map(({ name, state, drift }) => `fault "${name}" is not verified restored (${drift ?? state})`);

type Judged = { readonly hypothesis: HypothesisVerdict; readonly reasons: readonly string[] };

const hypothesisOf = (facts: Facts): Judged => {
  const broken = breaches(facts);
  const late =
    facts.run.recovered?.inTime === false ? [`recovery came too late: ${facts.run.recovered.reason}`] : [];
  const proven = facts.faults.some(({ proof }) => proof !== undefined);
  if (proven && broken.length + late.length > 0)
    return { hypothesis: 'failed', reasons: [...broken, ...late] };
  const doubts = doubtsOf(facts, broken);
  if (doubts.length > 0) return { hypothesis: 'untested', reasons: doubts };
  const byFisOnly = facts.faults.filter(({ proof }) => proof?.level === 1);
  return {
    hypothesis: 'held',
    reasons: [
      `every probe stayed within its tolerance from before the first fault until recovery`,
      ...byFisOnly.map(({ name }) => `the presence of fault "${name}" is confirmed by FIS only`),
    ],
  };
};

/** Every probe that used up its tolerance while a fault was there, also when it came and went. */
const breaches = ({ run, experiment, readings, alarms }: Facts): readonly string[] => {
  const { injectedAtMs: fromMs, revertingAtMs = Infinity } = run;
  if (fromMs === undefined) return [];
  return experiment.steadyState.probes.flatMap((probe) => {
    if (probe.type === 'alarm') {
      const loud = (alarms.get(probe.name) ?? []).find(
        ({ state, atMs }) => state !== 'OK' && atMs >= fromMs && atMs <= revertingAtMs,
      );
      return loud ? [`probe ${probe.name}: the alarm was ${loud.state}, ${loud.reason}`] : [];
    }
    const during = (readings.get(probe.name) ?? []).filter(({ atMs }) => atMs <= revertingAtMs);
    const deciding = decidingReading(during, probe.tolerance, fromMs);
    const { breaches: k, of } = probe.tolerance;
    return deciding
      ? [`probe ${probe.name}: ${k} of ${of} readings were bad, the last: ${deciding.detail}`]
      : [];
  });
};

const doubtsOf = (facts: Facts, broken: readonly string[]): readonly string[] => {
  const { run, faults, problem } = facts;
  const unproven = faults.filter(({ proof }) => proof === undefined);
  const doubts = [
    ...(run.refusal ? [`refused by the ${run.refusal.guard} guard: ${run.refusal.reason}`] : []),
    ...(run.signal ? [`stopped by ${run.signal.actor}: ${run.signal.reason}`] : []),
    ...(problem && !run.refusal && !run.signal ? [problem] : []),
    ...(!run.refusal && !injectedAnything(faults) ? ['no fault was injected'] : []),
    ...(injectedAnything(faults)
      ? unproven.map(({ name }) => `the presence of fault "${name}" was never proven`)
      : []),
    ...broken.map((reason) => `no fault was proven present when ${reason}`),
  ];
  return doubts.length > 0 ? doubts : gaps(facts);
};

const gaps = ({ run, experiment, readings, alarms }: Facts): readonly string[] => {
  const { steadyFromMs, recovered } = run;
  if (steadyFromMs === undefined) return ['the steady state before the fault is not on record'];
  if (recovered?.inTime !== true) return ['the steady state after the fault was never confirmed'];
  const toMs = recovered.steadyFromMs + experiment.steadyState.holdForMs;
  const { probes } = experiment.steadyState;
  const thin = [...probesOf(probes, 'http'), ...probesOf(probes, 'metric')].filter(
    (probe) =>
      probe.missingData !== 'ignore' && !covers(probe, readings.get(probe.name) ?? [], steadyFromMs, toMs),
  );
  const silent = probesOf(probes, 'alarm').filter(({ name }) => (alarms.get(name) ?? []).length === 0);
  return [...thin, ...silent].map(({ name }) => `too few readings of probe ${name} to cover the whole run`);
};

/** 0 held · 1 internal error, nothing injected · 3 failed · 4 untested · 5 not verified restored · 6 refused. */
const exitCodeOf = (
  { run, problem }: Facts,
  hypothesis: HypothesisVerdict,
  restoration: RestorationVerdict,
): number => {
  if (restoration === 'unverified') return 5;
  if (hypothesis === 'failed') return 3;
  if (hypothesis === 'held') return 0;
  if (run.refusal && run.refusal.guard !== 'steady-state') return 6;
  const ours = run.refusal === undefined && (run.signal?.kind === 'error' || (!run.signal && problem));
  return ours && restoration === 'nothing-injected' ? 1 : 4;
};

const measure = ({ run, faults, readings, alarms, experiment }: Facts): Measures => {
  const { injectedAtMs, signal, recovered } = run;
  if (injectedAtMs === undefined) return {};
  const bad = [
    ...[...readings.values()].flat().filter(({ ok }) => !ok),
    ...[...alarms].flatMap(([probe, changes]) =>
      changes.filter(({ state }) => state !== 'OK').map(({ atMs }) => ({ probe, atMs })),
    ),
  ]
    .filter(({ atMs }) => atMs >= injectedAtMs)
    .sort((a, b) => a.atMs - b.atMs);
  const [first] = bad;
  const last = bad.at(-1);
  const decidedAtMs = signal?.readingAtMs;
  const undone = faults.flatMap(({ undoneAtMs }) => undoneAtMs ?? []);
  const seenBy = experiment.steadyState.probes.find(({ name }) => name === signal?.probe)?.name;
  return {
    ...(decidedAtMs !== undefined && { detectionMs: decidedAtMs - injectedAtMs }),
    ...(decidedAtMs !== undefined && undone.length > 0 && { stopMs: Math.min(...undone) - decidedAtMs }),
    ...(recovered?.inTime && {
      recoveryMs: Math.max(0, recovered.steadyFromMs - recoveryBaseMs(run, faults)),
    }),
    ...(first &&
      last && { firstBadAtMs: first.atMs, lastBadAtMs: last.atMs, outageMs: last.atMs - first.atMs }),
    ...(seenBy && { firstSeenBy: seenBy }),
  };
};
