import type { KnownBlock } from '@slack/types';
import { formatDuration } from '../../core/duration.ts';
import type { RunResult } from '../../core/result.ts';
import { code, said } from '../../core/slack/text.ts';
import { type Phase, phases, seenIn } from '../phases.ts';
import {
  type Answer,
  hypothesisAnswer,
  isIrreversible,
  recoveredWords,
  restorationAnswer,
  type Tone,
} from '../words.ts';
import { facts, section } from './blocks.ts';
import { outcomeLine } from './outcome-line.ts';

const signs: Readonly<Record<Tone, string>> = { good: '✅', bad: '❌', open: '❔' };

/** What came of a run: both answers, and why. The graver comes first. */
export const verdict = (result: RunResult): readonly (KnownBlock | undefined)[] => {
  const { conclusion, refusal } = result.run;
  if (conclusion === undefined) return [];
  const answers = [line('Hypothesis', hypothesisAnswer(result)), line('System', restorationAnswer(result))];
  const reasons = refusal ? [] : conclusion.reasons.slice(0, 5).map((reason) => `• ${said(reason, 400)}`);
  return [section(...(conclusion.restoration === 'unverified' ? answers.toReversed() : answers), ...reasons)];
};

/** What the probes showed in each phase, and the times. */
export const measured = (result: RunResult): readonly (KnownBlock | undefined)[] => {
  const { run, experiment } = result;
  if (run.conclusion === undefined || run.injectedAtMs === undefined) return [];
  const probes = experiment.steadyState.probes.slice(0, mostProbes).map(probeLine(result));
  return [
    section('*Probe*:  before  →  with the fault  →  after', ...probes),
    section(...(run.conclusion.expectations ?? []).map(outcomeLine)),
    times(result),
  ];
};

const mostProbes = 10;

const line = (label: string, { tone, word, means }: Answer): string =>
  `${signs[tone]} *${label}: ${said(word)}*, ${said(means)}`;

const probeLine =
  (result: RunResult) =>
  (probe: RunResult['experiment']['steadyState']['probes'][number]): string => {
    const cell = (phase: Phase) => {
      const seen = seenIn(result, probe, phase);
      return seen === undefined ? '❔ –' : `${signs[seen.met ? 'good' : 'bad']} ${said(seen.said, 90)}`;
    };
    return `${code(probe.name, 60)}  ${phases.map(cell).join('  →  ')}`;
  };

const times = (result: RunResult) => {
  const { run, faults, experiment } = result;
  const { detectionMs, firstSeenBy, stopMs, recoveryMs, outageMs } = run.conclusion?.measures ?? {};
  const took = (ms: number | undefined) => (ms === undefined ? '–' : formatDuration(ms));
  const verified = faults.every(isIrreversible)
    ? 'nothing to undo'
    : run.verifiedAtMs === undefined
      ? '🚨 *not verified*'
      : `✅ verified ${took(run.verifiedAtMs - (run.undoneAtMs ?? run.verifiedAtMs))} after the undo`;
  const recovery =
    recoveryMs === undefined || recoveryMs === 0 ? recoveredWords(result) : formatDuration(recoveryMs);
  return facts(
    ['Detected after', `${took(detectionMs)}${firstSeenBy ? ` by ${code(firstSeenBy, 80)}` : ''}`],
    stopMs === undefined ? undefined : ['Stopped after', took(stopMs)],
    ['Recovered', `${said(recovery)} (limit ${formatDuration(experiment.recovery.withinMs)})`],
    outageMs === undefined ? undefined : ['First to last bad reading', took(outageMs)],
    ['Restoration', verified],
  );
};
