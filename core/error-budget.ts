import type { ErrorBudget, MetricProbe } from './experiment.ts';
import type { Ports } from './ports.ts';
import { silentAfterMs } from './stream.ts';

/** Why an error budget forbids a run: too little of it is left, or nobody knows how much. */
export const budgetSpent = async (
  { metrics, clock }: { readonly metrics: Pick<Ports['metrics'], 'read'> } & Pick<Ports, 'clock'>,
  budget: ErrorBudget,
): Promise<string | undefined> => {
  const { name, atLeast, overMs } = budget;
  const probe = probeOf(budget);
  const nowMs = clock.now();
  const readings = await metrics.read(probe, nowMs - overMs, nowMs);
  const last = readings.findLast(({ value }) => value !== undefined);
  if (last === undefined || nowMs - last.atMs > silentAfterMs(probe))
    return `nobody knows what is left of the error budget ${name}: its expression has no current value`;
  const left = last.value ?? Number.NaN;
  return left >= atLeast ? undefined : `${left} is left of the error budget ${name}, and ${atLeast} must be`;
};

// It is read as a probe is; what it is compared with is the guard's own.
const probeOf = ({ atLeast, overMs: _, ...rest }: ErrorBudget): MetricProbe => ({
  ...{ type: 'metric', missingData: 'breach', tolerance: { breaches: 1, of: 1 } },
  ...{ ...rest, bounds: { min: atLeast } },
});
