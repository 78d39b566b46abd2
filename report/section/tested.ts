import { formatDuration } from '../../core/duration.ts';
import { gaps } from '../../core/findings.ts';
import { probesOf } from '../../core/judgement.ts';
import { injectedAnything } from '../../core/restoration.ts';
import { alarmOf, factsIn, type RunResult, readingsOf } from '../../core/result.ts';
import type { FaultRecord } from '../../core/run.ts';
import { type Content, type Html, html } from '../html.ts';
import { offset, zeroMs } from '../time.ts';
import { isIrreversible, recoveredWords } from '../words.ts';
import { type Level, list, part } from './part.ts';

/** What the verdict speaks of, and what it does not. */
export const testedAndNot = (level: Level, result: RunResult): Html => {
  const yes = tested(result);
  const no = notTested(result);
  return part(
    level,
    'What was tested, and what not',
    html`<div class="two"><div><p class="label">Tested</p>${yes.length > 0 ? list(yes) : html`<p>Nothing: no fault was seen to be present.</p>`}</div><div><p class="label">Not tested</p>${list(no)}</div></div>`,
  );
};

const tested = (result: RunResult): readonly Content[] => {
  const { run, faults, experiment } = result;
  const proven = faults.filter(({ proof }) => proof !== undefined);
  if (proven.length === 0) return [];
  const zero = zeroMs(run);
  return [
    ...proven.map(
      ({ name, targets, proof }) =>
        `fault ${name} on ${targets.map(({ label }) => label).join(', ')}, really there: ${proof?.seen}`,
    ),
    ...experiment.steadyState.probes.flatMap(({ name, type }) => {
      if (type === 'alarm')
        return alarmOf(result, name).length > 0 ? [`probe ${name}: its alarm's history`] : [];
      const all = readingsOf(result, name);
      const [first, last] = [all[0], all.at(-1)];
      if (first === undefined || last === undefined) return [];
      return [
        `probe ${name}: ${all.length} readings from ${offset(first.atMs, zero)} to ${offset(last.atMs, zero)}`,
      ];
    }),
    ...(run.recovered ? [`recovery, with a limit of ${formatDuration(experiment.recovery.withinMs)}`] : []),
  ];
};

const notTested = (result: RunResult): readonly Content[] => {
  const { run, faults, experiment } = result;
  const { probes } = experiment.steadyState;
  return [
    ...(run.refusal
      ? [`anything: the ${run.refusal.guard} guard refused the run before anything was touched`]
      : []),
    ...faults.flatMap((fault) => doubtOf(result, fault)),
    // A hypothesis that failed needs no more evidence.
    ...(injectedAnything(faults) && run.conclusion?.hypothesis !== 'failed' ? gaps(factsIn(result)) : []),
    ...(run.plan?.faults ?? []).flatMap(({ name, fleet, targets }) =>
      fleet > targets.length && faults.length > 0
        ? [`${fleet - targets.length} of the ${fleet} candidates of fault ${name}: not hit this time`]
        : [],
    ),
    ...probesOf(probes, 'http').map(
      ({ name, everyMs }) =>
        `what came and went between two readings of ${name}, ${formatDuration(everyMs)} apart`,
    ),
    ...probesOf(probes, 'metric').flatMap(({ name, missingData }) =>
      missingData === 'breach'
        ? []
        : [
            `silence of ${name}: its author lets missing data count as ${missingData === 'zero' ? 'zero' : 'nothing'}`,
          ],
    ),
    'anything that no probe above looks at, and anything outside the time shown',
  ];
};

const doubtOf = (result: RunResult, fault: FaultRecord): readonly string[] => {
  const { name, proof, state } = fault;
  if (state === 'armed') return [`fault ${name}: it was never sent`];
  if (state === 'refused') return [`fault ${name}: it was refused, and nothing happened`];
  return [
    ...(proof === undefined ? [`fault ${name}: its presence was never proven`] : []),
    ...(proof?.level === 1
      ? [`whether fault ${name} was really there: AWS FIS says so, and nobody else looked`]
      : []),
    ...(isIrreversible(fault)
      ? [`undoing ${name}: irreversible, nothing to undo; ${recoveredWords(result)}`]
      : []),
  ];
};
