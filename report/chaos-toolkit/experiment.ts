import type { Fault, Probe } from '../../core/experiment.ts';
import { gaps } from '../../core/findings.ts';
import { injectedAnything } from '../../core/restoration.ts';
import type { RunResult } from '../../core/result.ts';
import { factsIn } from '../../core/result.ts';
import type { FaultRecord } from '../../core/run.ts';
import { asked } from '../section/probes.ts';
import { isIrreversible } from '../words.ts';
import type { Activity, Experiment } from './shape.ts';

/** An experiment as Chaos Toolkit would write it; what it has no words for is in our extension. */
export const experimentOf = (result: RunResult): Experiment => {
  const { experiment, run, faults, chain } = result;
  const { probes } = experiment.steadyState;
  return {
    ...{ version: '1.0.0', title: experiment.title, description: experiment.purpose, tags: [] },
    'steady-state-hypothesis': { title: experiment.title, probes: probes.map(probeActivity) },
    method: experiment.faults.map(faultActivity),
    rollbacks: faults.filter((fault) => !isIrreversible(fault)).map(undoActivity),
    dry: null,
    extensions: [
      {
        name: 'firedrill',
        ...{ runId: run.runId, experiment: run.experiment, owner: experiment.owner, trigger: run.trigger },
        ...{ planHash: run.plan?.hash, signal: run.signal, refusal: run.refusal },
        ...{ conclusion: run.conclusion, recovery: experiment.recovery, journalIsWhole: chain.ok },
        notCovered: injectedAnything(faults) ? gaps(factsIn(result)) : [],
      },
    ],
  };
};

/** A probe: with the function that Chaos Toolkit has for it, where it has one. */
export const probeActivity = (probe: Probe): Activity => ({
  ...{ type: 'probe', name: probe.name },
  ...providerOf(probe),
});

const providerOf = (probe: Probe): Pick<Activity, 'provider' | 'tolerance'> => {
  if (probe.type === 'http') {
    const { url, method, timeoutMs, expect } = probe;
    const [only, ...others] = expect.status;
    return {
      provider: { type: 'http', url, method, timeout: timeoutMs / 1000 },
      tolerance: others.length === 0 ? only : expect.status,
    };
  }
  if (probe.type === 'alarm')
    return { provider: aws('get_alarm_state_value', { alarm_name: probe.alarm }), tolerance: 'OK' };
  const { metrics, expression, periodMs, bounds } = probe;
  const [[id, query] = ['', undefined], ...more] = Object.entries(metrics);
  const single = more.length === 0 && query !== undefined && expression.trim() === id;
  const tolerance = {
    type: 'range',
    range: [bounds.min ?? -Number.MAX_VALUE, bounds.max ?? Number.MAX_VALUE],
  };
  if (!single)
    return { provider: firedrill('metric', { expression, metrics, period: periodMs / 1000 }), tolerance };
  const { namespace, metric, dimensions, stat } = query;
  const statistic = /^(Sum|Average|Minimum|Maximum|SampleCount)$/.test(stat)
    ? { statistic: stat }
    : { extended_statistic: stat };
  return {
    provider: aws('get_metric_statistics', {
      ...{ namespace, metric_name: metric, duration: periodMs / 1000, ...statistic },
      dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    }),
    tolerance,
  };
};

const aws = (func: string, args: object) => ({
  ...{ type: 'python', module: 'chaosaws.cloudwatch.probes', func, arguments: args },
});

// Chaos Toolkit cannot call these; a reader of the journal sees what they were.
const firedrill = (func: string, args: object) => ({
  ...{ type: 'python', module: 'firedrill', func, arguments: args },
});

/** A fault. */
export const faultActivity = ({ name, action, targets, parameters }: Fault): Activity => ({
  ...{ type: 'action', name },
  provider: firedrill(action, { targets, parameters }),
});

/** The undo of a fault. */
export const undoActivity = ({ name, action, targets }: FaultRecord): Activity => ({
  ...{ type: 'action', name: `undo ${name}` },
  provider: firedrill(`${action}/undo`, { targets: targets.map(({ arn }) => arn) }),
});

/** What a probe asks, in words: what Chaos Toolkit writes when it was not met. */
export const askedOf = (probe: Probe): string => `healthy means: ${asked(probe)}`;
