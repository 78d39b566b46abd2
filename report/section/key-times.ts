import { formatDuration } from '../../core/duration.ts';
import { recoveryBaseMs } from '../../core/restoration.ts';
import type { RunResult } from '../../core/result.ts';
import type { FaultRecord, Run } from '../../core/run.ts';
import { type Content, type Html, html } from '../html.ts';
import { offset, zeroMs } from '../time.ts';
import { isIrreversible } from '../words.ts';

type Fact = { readonly name: string; readonly value: string; readonly note: Content };

/** The figures that people compare: what was not measured says so and why. */
export const keyTimes = (result: RunResult): Html =>
  html`<dl class="times">${factsOf(result).map(
    ({ name, value, note }) => html`<div><dt>${name}</dt><dd><b>${value}</b> <span>${note}</span></dd></div>`,
  )}</dl>`;

const factsOf = (result: RunResult): readonly Fact[] =>
  [detection, stop, undo, verified, recovery, outage].map((fact) => fact(result));

const none = '–';

const detection = ({ run }: RunResult): Fact => {
  const { detectionMs, firstSeenBy } = run.conclusion?.measures ?? {};
  if (detectionMs !== undefined)
    return {
      ...{ name: 'Detection', value: formatDuration(detectionMs) },
      note: `from the injection to the deciding reading${firstSeenBy ? ` of ${firstSeenBy}` : ''}`,
    };
  return {
    name: 'Detection',
    value: none,
    note: run.injectedAtMs === undefined ? 'nothing was injected' : 'no probe used up its tolerance',
  };
};

const stop = ({ run }: RunResult): Fact => {
  const { stopMs } = run.conclusion?.measures ?? {};
  if (stopMs !== undefined)
    return {
      name: 'Stop',
      value: formatDuration(stopMs),
      note: 'from the deciding reading to the first undo accepted',
    };
  const by =
    run.signal && run.injectedAtMs !== undefined
      ? `stopped ${offset(run.signal.atMs, zeroMs(run))} by ${run.signal.actor}`
      : undefined;
  return { name: 'Stop', value: none, note: by ?? 'no reason to stop early' };
};

const undo = ({ run, faults }: RunResult): Fact => {
  const { injectedAtMs, undoneAtMs } = run;
  if (faults.length > 0 && faults.every(isIrreversible))
    return { name: 'Undo', value: none, note: 'irreversible, nothing to undo' };
  if (injectedAtMs === undefined || undoneAtMs === undefined)
    return {
      name: 'Undo',
      value: none,
      note: injectedAtMs === undefined ? 'nothing to undo' : 'not every undo was accepted',
    };
  return {
    name: 'Undo',
    value: offset(undoneAtMs, zeroMs(run)),
    note: 'every undo accepted, counted from the injection',
  };
};

const verified = ({ run, faults }: RunResult): Fact => {
  const name = 'Verified';
  const { verifiedAtMs, revertingAtMs, injectedAtMs } = run;
  if (injectedAtMs === undefined) return { name, value: none, note: 'nothing to restore' };
  if (faults.length > 0 && faults.every(isIrreversible)) return verifiedRecovered(run, faults);
  if (verifiedAtMs === undefined) return { name, value: none, note: 'never seen to be back' };
  const took =
    revertingAtMs === undefined
      ? ''
      : `, ${formatDuration(verifiedAtMs - revertingAtMs)} after the undo began`;
  return { name, value: offset(verifiedAtMs, zeroMs(run)), note: `seen by an independent read${took}` };
};

const verifiedRecovered = (run: Run, faults: readonly FaultRecord[]): Fact => {
  const seen = faults.map(({ verifiedAtMs }) => verifiedAtMs ?? Infinity);
  const lastMs = Math.max(...seen);
  return lastMs === Infinity
    ? { name: 'Verified', value: none, note: 'its recovered state was never seen' }
    : {
        name: 'Verified',
        value: offset(lastMs, zeroMs(run)),
        note: 'its recovered state seen by an independent read',
      };
};

const recovery = ({ run, faults, experiment }: RunResult): Fact => {
  const { recoveryMs, lastBack } = run.conclusion?.measures ?? {};
  const { withinMs } = experiment.recovery;
  const limit = `limit ${formatDuration(withinMs)}`;
  if (run.recovered?.inTime === false)
    return {
      name: 'Recovery',
      value: `> ${formatDuration(withinMs)}`,
      note: `too late: ${run.recovered.reason}`,
    };
  if (recoveryMs === undefined)
    return {
      name: 'Recovery',
      value: none,
      note: run.injectedAtMs === undefined ? `nothing to recover from; ${limit}` : `not measured; ${limit}`,
    };
  const meter = html`<meter min="0" max="${withinMs}" value="${recoveryMs}" aria-label="${`${formatDuration(recoveryMs)} of ${formatDuration(withinMs)}`}"></meter>`;
  const from = recoveryBaseMs(run, faults) === run.undoneAtMs ? 'the undo' : 'the injection';
  const note = html`${meter}${recoveryMs > 0 ? `from ${from}` : `already steady at ${from}`}; ${limit}${lastBack && `; ${lastBack} last`}`;
  return { name: 'Recovery', value: formatDuration(recoveryMs), note };
};

const outage = ({ run }: RunResult): Fact => {
  const { outageMs, firstBadAtMs = 0, lastBadAtMs = 0 } = run.conclusion?.measures ?? {};
  if (outageMs === undefined)
    return {
      name: 'Outage',
      value: run.injectedAtMs === undefined ? none : 'none',
      note: run.injectedAtMs === undefined ? 'nothing was injected' : 'no bad reading after the injection',
    };
  const zero = zeroMs(run);
  // Within their tolerance, bad readings are no outage.
  return {
    name: run.conclusion?.hypothesis === 'failed' ? 'Outage' : 'Bad readings',
    value: formatDuration(outageMs),
    note: `first to last bad reading, ${offset(firstBadAtMs, zero)} to ${offset(lastBadAtMs, zero)}`,
  };
};
