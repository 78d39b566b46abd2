import type * as z from 'zod';
import type { ErrorBudget, Expectation, Experiment, Fault, Guards, Probe } from '../experiment.ts';
import { faultDuration } from './fault-duration.ts';
import type { ExperimentDocument } from './schemas.ts';
import { toSchedule } from './to-schedule.ts';

type Written = z.output<typeof ExperimentDocument>;

/** The experiment a checked document means. */
export const toExperiment = (written: Written): Experiment => ({
  ...{ kind: 'Experiment', name: written.name, title: written.title },
  ...{ owner: written.owner, purpose: written.purpose },
  steadyState: { holdForMs: written.steadyState.holdFor, probes: written.steadyState.probes.map(toProbe) },
  faults: written.faults.map(toFault),
  recovery: { withinMs: written.recovery.within },
  limits: {
    maxDurationMs: written.limits.maxDuration,
    maxTargets: written.limits.maxTargets,
    maxPercent: written.limits.maxPercent,
    consentTag: written.limits.consentTag,
  },
  guards: toGuards(written.guards),
  ...(written.expect && { expect: written.expect.map(toExpectation) }),
  approval: { required: written.approval.required, timeoutMs: written.approval.timeout },
  ...(written.schedule && { schedule: toSchedule(written.schedule) }),
  ...(written.after && { after: written.after }),
  notify: written.notify,
  ...(written.maintenance && { maintenance: written.maintenance }),
  ...(written.lint && { lint: written.lint.ignore }),
});

const toProbe = (probe: Written['steadyState']['probes'][number]): Probe => {
  if (probe.type === 'alarm') return probe;
  if (probe.type === 'metric') {
    const { period: periodMs, delay: delayMs, ...rest } = probe;
    const delay = delayMs === undefined ? {} : { delayMs };
    return { expression: Object.keys(probe.metrics).join(), ...rest, periodMs, ...delay };
  }
  const { every: everyMs, timeout: timeoutMs, expect, ...rest } = probe;
  const { status, maxLatency } = expect;
  const latency = maxLatency === undefined ? {} : { maxLatencyMs: maxLatency };
  return { ...rest, everyMs, timeoutMs, expect: { status: [status].flat(), ...latency } };
};

const toFault = ({ startAfter: startAfterMs, ...rest }: Written['faults'][number]): Fault => {
  const duration = faultDuration(rest.parameters);
  return { ...rest, startAfterMs, durationMs: duration.ok ? duration.value : 0 };
};

const toGuards = ({ window, errorBudget, freshness, ...rest }: Written['guards']): Guards => ({
  ...(window && { window: toWindow(window) }),
  ...rest,
  ...(errorBudget && { errorBudget: errorBudget.map(toBudget) }),
  ...(freshness && { freshness: { notWithinMs: freshness.notWithin } }),
});

const toWindow = ({ from: fromMinute, to: toMinute, ...days }: NonNullable<Written['guards']['window']>) => ({
  ...{ ...days, fromMinute, toMinute },
});

const toBudget = (budget: NonNullable<Written['guards']['errorBudget']>[number]): ErrorBudget => {
  const { period: periodMs, delay: delayMs, over: overMs, ...rest } = budget;
  const delay = delayMs === undefined ? {} : { delayMs };
  return { expression: Object.keys(budget.metrics).join(), ...rest, periodMs, ...delay, overMs };
};

const toExpectation = ({
  alarm,
  acknowledged,
  within,
}: NonNullable<Written['expect']>[number]): Expectation =>
  alarm === undefined ? { acknowledged: acknowledged ?? '', withinMs: within } : { alarm, withinMs: within };
