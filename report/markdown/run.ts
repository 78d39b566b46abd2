import { formatDuration } from '../../core/duration.ts';
import { wordsOf } from '../../core/expectations.ts';
import type { RunResult } from '../../core/result.ts';
import type { FaultRecord } from '../../core/run.ts';
import { type Phase, phases, seenIn } from '../phases.ts';
import { outcomeTones, tookWords } from '../section/expectations.ts';
import { asked } from '../section/probes.ts';
import { offset, utc, zeroMs } from '../time.ts';
import {
  type Answer,
  hypothesisAnswer,
  isIrreversible,
  recoveredWords,
  restorationAnswer,
  type Tone,
} from '../words.ts';
import { blocks, code, list, plain, table } from './text.ts';

/** How a tone looks where there is no colour of our own. */
export const signs: Readonly<Record<Tone, string>> = { good: '✅', bad: '❌', open: '❔' };

/** A run under a heading of so many marks: what came of it, why, and the figures. */
export const runMarkdown = (result: RunResult, level = 2): string => {
  const { run, experiment } = result;
  const [hypothesis, back] = [hypothesisAnswer(result), restorationAnswer(result)];
  const answers = run.conclusion?.restoration === 'unverified' ? [back, hypothesis] : [hypothesis, back];
  const [first] = answers;
  return blocks(
    `${'#'.repeat(level)} ${signs[first?.tone ?? 'open']} ${first?.word ?? ''}: ${plain(experiment.title)}`,
    list([`**Hypothesis:** ${answerLine(hypothesis)}`, `**System:** ${answerLine(back)}`]),
    run.conclusion && blocks('**Why**', list(run.conclusion.reasons.map(plain))),
    hypothesisTable(result),
    expectations(result),
    figures(result),
    faults(result),
    footer(result),
  );
};

const answerLine = ({ tone, word, means }: Answer): string => `${signs[tone]} **${word}**, ${plain(means)}`;

const hypothesisTable = (result: RunResult): string => {
  const cell = (probe: (typeof result)['experiment']['steadyState']['probes'][number], phase: Phase) => {
    const seen = seenIn(result, probe, phase);
    return seen === undefined ? '–' : `${signs[seen.met ? 'good' : 'bad']} ${plain(seen.said)}`;
  };
  const rows = result.experiment.steadyState.probes.map((probe) => [
    `${code(probe.name)}<br>${plain(asked(probe))}`,
    ...phases.map((phase) => cell(probe, phase)),
  ]);
  return table(['steady state', 'before', 'with the fault', 'after'], rows);
};

const expectations = ({ run }: RunResult): string => {
  const all = run.conclusion?.expectations ?? [];
  if (all.length === 0) return '';
  const rows = all.map((one) => [
    plain(wordsOf(one)),
    `${signs[outcomeTones[one.outcome]]} ${plain(one.reason)}`,
    tookWords(one),
  ]);
  return table(['expected', 'what came of it', 'after'], rows);
};

const figures = (result: RunResult): string => {
  const { run, faults: all, experiment } = result;
  const { detectionMs, stopMs, outageMs, firstSeenBy } = run.conclusion?.measures ?? {};
  if (run.injectedAtMs === undefined) return '';
  const took = (ms: number | undefined) => (ms === undefined ? '–' : formatDuration(ms));
  const verified = all.every(isIrreversible) ? '– (irreversible)' : at(run.verifiedAtMs, result);
  return table(
    ['detection', 'stop', 'undone', 'verified', 'recovery', 'first to last bad reading'],
    [
      [
        `${took(detectionMs)}${firstSeenBy ? ` (${plain(firstSeenBy)})` : ''}`,
        took(stopMs),
        at(run.undoneAtMs, result),
        verified,
        `${plain(recovery(result))} (limit ${formatDuration(experiment.recovery.withinMs)})`,
        took(outageMs),
      ],
    ],
  );
};

const recovery = (result: RunResult): string => {
  const { recoveryMs } = result.run.conclusion?.measures ?? {};
  return recoveryMs === undefined || recoveryMs === 0 ? recoveredWords(result) : formatDuration(recoveryMs);
};

const at = (atMs: number | undefined, { run }: RunResult): string =>
  atMs === undefined ? '–' : plain(offset(atMs, zeroMs(run)));

const faults = (result: RunResult): string => {
  const planned = result.run.plan?.faults ?? [];
  if (result.faults.length === 0)
    return planned.length === 0
      ? ''
      : `Nothing was touched. Planned: ${planned.map(({ name }) => code(name)).join(', ')}.`;
  const rows = result.faults.map((fault) => [
    `${code(fault.name)}<br>${code(fault.action)}`,
    fault.targets.map(({ label }) => code(label)).join('<br>') || '–',
    fault.proof ? plain(fault.proof.seen) : 'never proven',
    ended(fault, result),
  ]);
  return table(['fault', 'targets', 'really there', 'restored'], rows);
};

const ended = (fault: FaultRecord, result: RunResult): string => {
  const { state, drift, verifiedAtMs, verifiedHow } = fault;
  if (state === 'armed' || state === 'refused') return 'nothing happened';
  if (drift !== undefined) return `${signs.bad} drifted: ${plain(drift)}`;
  if (isIrreversible(fault)) return `irreversible; ${plain(recoveredWords(result))}`;
  if (state !== 'verified') return `${signs.bad} not verified (${plain(state)})`;
  return `${signs.good} ${at(verifiedAtMs, result)}${verifiedHow === undefined ? '' : `, ${plain(verifiedHow)}`}`;
};

const footer = ({ run, experiment, chain }: RunResult): string => {
  const broken = chain.ok ? '' : ` · ${signs.bad} **the hash chain of its journal is broken**`;
  const { actor, kind } = run.trigger;
  return `<sub>run ${code(run.runId)} of ${code(experiment.name)}, ${utc(run.createdAtMs)}, started by ${plain(actor)} (${plain(kind)}), owner ${plain(experiment.owner)}${broken}</sub>`;
};
