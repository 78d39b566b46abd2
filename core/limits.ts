import type { Experiment, Fault, Limits, Probe } from './experiment.ts';
import type { PlannedFault, Refusal, ResolvedTarget } from './run.ts';

/** A fault of a plan, with everything it could have hit. */
export type Candidacy = { readonly planned: PlannedFault; readonly candidates: readonly ResolvedTarget[] };

/** Every limit that a plan exceeds. */
export const overLimits = (
  faults: readonly Candidacy[],
  { limits, steadyState }: Experiment,
  observeMs: number,
): readonly Refusal[] => {
  const [known, unknown] = [faults.filter(isKnown), faults.filter((fault) => !isKnown(fault))];
  const hit = new Set(known.flatMap(({ planned }) => planned.targets.map(({ arn }) => arn)));
  const count = hit.size + unknown.reduce((sum, { planned }) => sum + leastOf(planned), 0);
  const blindMs = Math.min(...steadyState.probes.map(detectionMs));
  const no = [
    count > limits.maxTargets && `${count} targets are more than limits.maxTargets, ${limits.maxTargets}`,
    ...known.map((fault) => overShare(fault, hit, limits.maxPercent)),
    ...unknown.map(({ planned }) => uncapped(planned, limits)),
    observeMs > limits.maxDurationMs &&
      `the faults last ${observeMs / 1000} s, longer than limits.maxDuration, ${limits.maxDurationMs / 1000} s`,
    blindMs > observeMs &&
      `no probe could see a breach within the ${observeMs / 1000} s of the faults; the fastest needs ${blindMs / 1000} s`,
  ];
  return no.flatMap((reason) => (reason ? [{ guard: 'limits', reason }] : []));
};

const isKnown = ({ planned }: Candidacy): boolean => planned.atStart === undefined;

const leastOf = ({ atStart }: PlannedFault): number =>
  atStart?.select.mode === 'COUNT' ? atStart.select.count : 1;

// Nobody but FIS knows how many there are to choose from, so what a selection may come to is taken at its worst.
const uncapped = ({ name, atStart }: PlannedFault, limits: Limits): string | undefined => {
  if (atStart === undefined) return undefined;
  const { select } = atStart;
  if (select.mode !== 'COUNT')
    return `fault "${name}": FIS chooses its targets when it starts, so only a COUNT keeps to limits.maxTargets`;
  return limits.maxPercent < 100
    ? `fault "${name}": FIS chooses ${select.count} when it starts, of a number that is not known before: limits.maxPercent, ${limits.maxPercent}, cannot be kept; write 100 if any share is fine`
    : undefined;
};

// Faults that share a fleet hurt it together, so their targets are counted together.
const overShare = (
  { planned, candidates }: Candidacy,
  hit: ReadonlySet<string>,
  maxPercent: number,
): string | undefined => {
  const percent = (100 * candidates.filter(({ arn }) => hit.has(arn)).length) / candidates.length;
  return percent > maxPercent
    ? `fault "${planned.name}": ${Math.round(percent)} % of the fleet is more than limits.maxPercent, ${maxPercent}`
    : undefined;
};

/** How long a breach of a probe takes to show at least. An alarm's own settings are not ours to know. */
const detectionMs = (probe: Probe): number => {
  if (probe.type === 'alarm') return 0;
  return probe.tolerance.breaches * (probe.type === 'http' ? probe.everyMs : probe.periodMs);
};

/** The targets that do not carry the consent tag, by label. */
export const unwilling = (
  targets: readonly ResolvedTarget[],
  { consentTag: { key, value } }: Experiment['limits'],
): readonly string[] => targets.filter(({ tags }) => tags[key] !== value).map(({ label }) => label);

/** A fault on exactly the given targets, for looking at them again. */
export const pinned = (fault: Fault, targets: readonly ResolvedTarget[]): Fault => ({
  ...fault,
  targets: {
    resourceType: fault.targets.resourceType,
    arns: targets.map(({ arn }) => arn),
    ...(fault.targets.parameters && { parameters: fault.targets.parameters }),
    filters: [],
    select: { mode: 'ALL' },
  },
});
