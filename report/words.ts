import { formatDuration } from '../core/duration.ts';
import { recoveryBaseMs } from '../core/restoration.ts';
import type { RunResult } from '../core/result.ts';
import type { FaultRecord, HypothesisVerdict, RevertClass } from '../core/run.ts';

/** How an answer looks: its shape says the same as its colour. */
export type Tone = 'good' | 'bad' | 'open';

/** An answer in words. */
export type Answer = { readonly tone: Tone; readonly word: string; readonly means: string };

const hypotheses: Readonly<Record<HypothesisVerdict, Answer>> = {
  held: { tone: 'good', word: 'HELD', means: 'the hypothesis held under a fault that was proven present' },
  failed: {
    tone: 'bad',
    word: 'FAILED',
    means: 'the hypothesis failed under a fault that was proven present',
  },
  untested: { tone: 'open', word: 'UNTESTED', means: 'the run says nothing about the hypothesis' },
};

/** The word for a verdict. */
export const hypothesisWord = (verdict: HypothesisVerdict): Answer => hypotheses[verdict];

const underWay = { tone: 'open', word: 'NO VERDICT YET' } as const;

/** The answer about the hypothesis. */
export const hypothesisAnswer = ({ run: { conclusion, state } }: RunResult): Answer =>
  conclusion ? hypotheses[conclusion.hypothesis] : { ...underWay, means: `the run is still ${state}` };

/** The answer about the system. What cannot be undone is never called restored. */
export const restorationAnswer = (result: RunResult): Answer => {
  const { run, faults } = result;
  if (run.conclusion === undefined)
    return { ...underWay, means: 'whatever was changed may still be changed' };
  const { restoration } = run.conclusion;
  if (restoration === 'nothing-injected')
    return { tone: 'good', word: 'NOTHING INJECTED', means: 'no target was touched' };
  if (restoration === 'unverified')
    return {
      ...{ tone: 'bad', word: 'NOT VERIFIED RESTORED' },
      means: 'something may still be broken: a person has to look at the targets below',
    };
  const final = faults.filter(isIrreversible);
  if (final.length === 0)
    return { tone: 'good', word: 'RESTORED', means: 'an independent read saw every target as it was before' };
  const said = `irreversible, nothing to undo; ${recoveredWords(result)}`;
  const tone = run.recovered?.inTime ? 'good' : 'open';
  if (final.length === faults.length) return { tone, word: 'IRREVERSIBLE', means: said };
  const names = final.map(({ name }) => name).join(', ');
  return {
    tone: 'good',
    word: 'RESTORED',
    means: `everything that can be undone is back; ${names}: ${said}`,
  };
};

/** Whether a fault was one that nothing can undo, and may have been there. */
export const isIrreversible = ({ revertClass, state }: FaultRecord): boolean =>
  revertClass === 'irreversible' && state !== 'armed' && state !== 'refused';

/** How long after the last fault that nothing can undo the steady state was back. */
export const recoveredWords = ({ run, faults, experiment }: RunResult): string => {
  const { recovered } = run;
  if (recovered === undefined) return 'whether it recovered is not known';
  if (!recovered.inTime) return `not recovered within ${formatDuration(experiment.recovery.withinMs)}`;
  // What has no undo recovers from its own beginning, whatever else was undone later.
  const baseMs = recoveryBaseMs(run, faults.filter(isIrreversible));
  const tookMs = recovered.steadyFromMs - baseMs;
  return tookMs > 0 ? `recovered after ${formatDuration(tookMs)}` : 'steady all along';
};

/** How a fault ends, in words. */
export const endsBy: Readonly<Record<RevertClass, string>> = {
  irreversible: 'irreversible, nothing to undo',
  'self-reverting': 'ends by itself',
  'if-asked': 'undone by AWS FIS, which was asked to, or by us',
  'by-document': 'undone by its SSM document',
  ours: 'undone by us',
};
