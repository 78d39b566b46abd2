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

const signs: Readonly<Record<Tone, string>> = { good: '✅', bad: '❌', open: '❔' };

/** What came of a run: both answers, what the probes showed in each phase, and the times. */
export const summary = (result: RunResult): readonly (KnownBlock | undefined)[] => {
  const { run, experiment } = result;
  if (run.conclusion === undefined) return [];
  const { reasons } = run.conclusion;
  return [
    section(
      line('Hypothesis', hypothesisAnswer(result)),
      line('System', restorationAnswer(result)),
      ...(run.refusal ? [] : reasons.slice(0, 5).map((reason) => `• ${said(reason, 400)}`)),
    ),
    run.injectedAtMs === undefined
      ? undefined
      : section(
          '*Probe*  before → with the fault → after',
          ...experiment.steadyState.probes.slice(0, 10).map(probeLine(result)),
        ),
    run.injectedAtMs === undefined ? undefined : times(result),
  ];
};

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
