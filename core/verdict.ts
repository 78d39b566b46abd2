import type { Facts } from './facts.ts';
import { breaches, expectationsOf, gaps, missed } from './findings.ts';
import { measure } from './measures.ts';
import { allVerified, injectedAnything } from './restoration.ts';
import type { Conclusion, HypothesisVerdict, RestorationVerdict } from './run.ts';

/** Two answers, each with its reasons. Nothing passes by accident: whatever is not proven is untested. */
export const concludeRun = (facts: Facts): Conclusion => {
  const restoration = restorationOf(facts);
  const { hypothesis, reasons } = hypothesisOf(facts);
  const unverified = restoration === 'unverified' ? unverifiedReasons(facts) : [];
  const expectations = expectationsOf(facts);
  return {
    hypothesis,
    restoration,
    reasons: [...unverified, ...reasons],
    measures: measure(facts),
    ...(expectations.length > 0 && { expectations }),
    exitCode: exitCodeOf(facts, hypothesis, restoration),
  };
};

const restorationOf = ({ run, faults }: Facts): RestorationVerdict => {
  if (!injectedAnything(faults)) return 'nothing-injected';
  return allVerified(faults) && run.verifiedAtMs !== undefined ? 'restored' : 'unverified';
};

const unverifiedReasons = ({ run, faults }: Facts): readonly string[] => [
  ...faults
    .filter((fault) => !allVerified([fault]))
    .map(({ name, state, drift }) => `fault "${name}" is not verified restored (${drift ?? state})`),
  ...(run.verifiedAtMs === undefined ? ['no look for what the run may have left behind came out empty'] : []),
];

type Judged = { readonly hypothesis: HypothesisVerdict; readonly reasons: readonly string[] };

const hypothesisOf = (facts: Facts): Judged => {
  const broken = [...breaches(facts), ...missed(facts)];
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
      ...expectationsOf(facts).map(({ reason }) => reason),
      ...byFisOnly.map(({ name }) => `the presence of fault "${name}" is confirmed by FIS only`),
    ],
  };
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
