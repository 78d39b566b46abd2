import { outcomesOf } from './expectations.ts';
import type { HttpProbe } from './experiment.ts';
import type { Facts } from './facts.ts';
import { decidingReading, probesOf } from './judgement.ts';
import { recoveryBaseMs } from './restoration.ts';
import type { ExpectationOutcome, Run } from './run.ts';
import { about, covers, spanMs, withMissing } from './stream.ts';

/** Every probe that used up its tolerance while a fault was there, also when it came and went. */
export const breaches = ({ run, experiment, readings, alarms }: Facts): readonly string[] => {
  const { injectedAtMs: fromMs, revertingAtMs = Infinity } = run;
  if (fromMs === undefined) return [];
  // It is there until its undo is accepted.
  const toMs = Math.max(revertingAtMs, run.undoneAtMs ?? revertingAtMs);
  return experiment.steadyState.probes.flatMap((probe) => {
    // A metric has an alarm as well; that one lacks data while its metric does, which its readings judge.
    const loud = (alarms.get(probe.name) ?? []).find(
      ({ state, atMs }) =>
        (probe.type === 'alarm' ? state !== 'OK' : state === 'ALARM') && atMs >= fromMs && atMs <= toMs,
    );
    if (loud) return [`probe ${probe.name}: the alarm was ${loud.state}, ${loud.reason}`];
    if (probe.type === 'alarm') return [];
    const during = (readings.get(probe.name) ?? []).filter(({ atMs }) => atMs <= toMs);
    // A period that had begun before the fault shows the fault all the same.
    const deciding = decidingReading(during, probe.tolerance, fromMs - Math.max(0, spanMs(probe) - 1));
    const { breaches: k, of } = probe.tolerance;
    return deciding
      ? [`probe ${probe.name}: ${k} of ${of} readings were bad, the last: ${deciding.detail}`]
      : [];
  });
};

/** What came of each expectation; nothing where no fault was sent. */
export const expectationsOf = ({ run, experiment, expectations }: Facts): readonly ExpectationOutcome[] =>
  run.injectedAtMs === undefined ? [] : outcomesOf(experiment, expectations);

/** Every expectation that had all its time and was not met. Of a fault that was gone early nobody knows how long that was. */
export const missed = (facts: Facts): readonly string[] =>
  facts.faults.some(({ goneEarly, drift }) => goneEarly !== undefined || drift !== undefined)
    ? []
    : expectationsOf(facts).flatMap(({ outcome, reason }) => (outcome === 'missed' ? [reason] : []));

/** What keeps a run that went well from being proof: a probe that said too little before, during or after. */
export const gaps = (facts: Facts): readonly string[] => {
  const { run, faults, experiment, readings, alarms } = facts;
  const { steadyFromMs, recovered } = run;
  if (steadyFromMs === undefined) return ['the steady state before the fault is not on record'];
  if (recovered?.inTime !== true) return ['the steady state after the fault was never confirmed'];
  const baseMs = recoveryBaseMs(run, faults);
  const { probes, holdForMs } = experiment.steadyState;
  const brief = faults.filter((fault) => wasBrief(fault, run));
  const spans = phases(run, steadyFromMs, baseMs, Math.max(baseMs, recovered.steadyFromMs) + holdForMs);
  const thin = [...probesOf(probes, 'http'), ...probesOf(probes, 'metric')].filter((probe) => {
    const all = readings.get(probe.name) ?? [];
    const seen = ([fromMs, toMs]: Span) => about(probe, all, fromMs, toMs).length > 0;
    const whole: Span = [spans[0][0], spans[2][1]];
    return probe.missingData !== 'ignore' && !(spans.every(seen) && covers(probe, all, ...whole));
  });
  const silent = probesOf(probes, 'alarm').filter(({ name }) => (alarms.get(name) ?? []).length === 0);
  const doubtful = probesOf(probes, 'http').filter((probe) => mayHaveBroken(probe, facts));
  return [
    ...faults.flatMap(({ name, goneEarly }) => (goneEarly ? [`fault "${name}": ${goneEarly}`] : [])),
    // Nobody knows since when, so nobody knows that the fault was there all the time.
    ...faults.flatMap(({ name, drift }) =>
      drift ? [`fault "${name}": somebody else has changed its target: ${drift}`] : [],
    ),
    ...brief.map(({ name }) => `fault "${name}" was there for less than its duration`),
    ...[...thin, ...silent].map(({ name }) => `too few readings of probe ${name} to cover the whole run`),
    ...doubtful.map(({ name }) => `readings of probe ${name} are missing that could have broken it`),
    ...expectationsOf(facts).flatMap(({ outcome, reason }) => (outcome === 'unknown' ? [reason] : [])),
  ];
};

// A limit as long as the fault takes a few seconds of it for the undo; the state machine rounds to whole seconds.
const wasBrief = (
  { injectedAtMs, durationMs }: Facts['faults'][number],
  { revertingAtMs = Infinity }: Run,
): boolean =>
  injectedAtMs !== undefined && revertingAtMs - injectedAtMs < Math.min(0.9 * durationMs, durationMs - 1_000);

// What was not seen may have been bad: only what would have held even then has held.
const mayHaveBroken = (probe: HttpProbe, { run, readings }: Facts): boolean => {
  const { injectedAtMs, revertingAtMs = Infinity } = run;
  const all = withMissing(probe, readings.get(probe.name) ?? []).filter(({ atMs }) => atMs <= revertingAtMs);
  return probe.missingData === 'breach' && decidingReading(all, probe.tolerance, injectedAtMs) !== undefined;
};

type Span = readonly [fromMs: number, toMs: number];

const phases = (
  run: Run,
  steadyFromMs: number,
  baseMs: number,
  toMs: number,
): readonly [Span, Span, Span] => {
  const { injectedAtMs = baseMs, revertingAtMs = baseMs } = run;
  return [
    [steadyFromMs, injectedAtMs],
    [injectedAtMs, revertingAtMs],
    [baseMs, toMs],
  ];
};
