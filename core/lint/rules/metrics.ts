import { type MetricExpression, parseMetricExpression } from '../../documents/metric-expression.ts';
import type { Finding } from '../../documents/problem.ts';
import { formatDuration } from '../../duration.ts';
import type { MetricProbe } from '../../experiment.ts';
import { found } from '../found.ts';
import { isInside, isSparse } from '../metrics.ts';
import { type ProbeAt, probesOf, watched } from '../probes.ts';
import type { Rule } from '../rule.ts';
import { page } from '../sources.ts';

/** A check of the metric probes. */
const eachMetricProbe =
  (check: (probe: MetricProbe, path: ProbeAt['path']) => readonly Finding[]): Rule['check'] =>
  (experiment) =>
    probesOf(experiment).flatMap(({ probe, path }) => (probe.type === 'metric' ? check(probe, path) : []));

const noDimensions: Rule = {
  id: 'metric-without-dimensions',
  severity: 'warning',
  summary: 'a metric of AWS that names no resource',
  why: 'Hardly any service publishes a metric without dimensions: there is no data, so that the run never starts, or it is the sum over the whole account.',
  link: page.metrics,
  check: eachMetricProbe((probe, path) =>
    Object.entries(probe.metrics)
      .filter(
        ([, { namespace, dimensions }]) =>
          namespace.startsWith('AWS/') && Object.keys(dimensions).length === 0,
      )
      .map(([id, { namespace, metric }]) =>
        found(
          [...path, 'metrics', id],
          `${namespace} ${metric} is asked for without dimensions`,
          'add `dimensions` that name the resource',
        ),
      ),
  ),
};

const sparse: Rule = {
  id: 'sparse-metric',
  severity: 'warning',
  summary: 'a count that exists only when something goes wrong, and whose silence is a breach',
  why: 'A load balancer reports its 5XX counts only when they are not 0. While all is well there is no reading, which is a breach: the steady state is never met and the run never starts.',
  link: page.balancer,
  check: eachMetricProbe((probe, path) => {
    if (probe.missingData !== 'breach') return [];
    const bare = bareIds(probe);
    return Object.entries(probe.metrics)
      .filter(([id, metric]) => bare.has(id) && isSparse(metric))
      .map(([id, { metric }]) =>
        found(
          [...path, 'metrics', id],
          `${metric} has no datapoints while all is well`,
          `write \`missingData: zero\` beside a probe that proves traffic, or \`FILL(${id}, 0)\` in the expression`,
        ),
      );
  }),
};

/** The metrics of an expression that nothing fills. */
const bareIds = ({ expression }: MetricProbe): ReadonlySet<string> => {
  const parsed = parseMetricExpression(expression);
  return new Set(parsed.ok ? unfilled(parsed.value.tree) : []);
};

const unfilled = (tree: MetricExpression): readonly string[] => {
  if (tree.kind === 'metric') return [tree.id];
  if (tree.kind === 'negate') return unfilled(tree.operand);
  if (tree.kind === 'binary') return [tree.left, tree.right].flatMap(unfilled);
  if (tree.kind === 'list') return tree.items.flatMap(unfilled);
  return tree.kind === 'call' && tree.name !== 'FILL' ? tree.operands.flatMap(unfilled) : [];
};

const tooFine: Rule = {
  id: 'period-too-fine',
  severity: 'warning',
  summary: "periods of less than a minute on AWS's own metrics",
  why: 'AWS publishes its own metrics once a minute at most. A finer period has no data in most of its readings, and missing data is a breach.',
  link: page.metrics,
  check: eachMetricProbe((probe, path) =>
    probe.periodMs < 60_000 &&
    Object.values(probe.metrics).some(({ namespace }) => namespace.startsWith('AWS/'))
      ? [
          found(
            [...path, 'period'],
            `${formatDuration(probe.periodMs)} is finer than what AWS publishes`,
            'write `PT1M`; a probe of type `http` is faster',
          ),
        ]
      : [],
  ),
};

const notAUser: Rule = {
  id: 'no-user-probe',
  severity: 'advice',
  summary: 'a steady state that says nothing about users',
  why: 'Processors and queues may look well while nobody is served: AWS\'s own sample notes that "the service does not work properly even though the monitoring indicators are in the normal range".',
  link: page.principles,
  check: (experiment, context) => {
    const inside = ({ probe }: ProbeAt): boolean =>
      probe.type !== 'http' && (watched(probe, context)?.every(isInside) ?? false);
    return probesOf(experiment).every(inside)
      ? [
          found(
            ['steadyState', 'probes'],
            'every probe looks at machines or services from inside',
            'add a probe on what users see: of type `http`, or errors and latency of the load balancer',
          ),
        ]
      : [];
  },
};

/** Rules about metrics. */
export const metricRules: readonly Rule[] = [noDimensions, sparse, tooFine, notAUser];
