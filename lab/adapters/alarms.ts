import { NotFound } from '../../core/errors.ts';
import type { MetricProbe } from '../../core/experiment.ts';
import type { AlarmChange, Alarms, Metrics, TemporaryAlarm } from '../../core/ports.ts';
import type { LabClient } from '../client.ts';
import type { AlarmConfiguration } from '../cloudwatch/alarm.ts';
import { calling } from './far-end.ts';
import { metricTree } from './metric-expression.ts';

const runTag = 'firedrill:run';

/** The alarms of the lab's CloudWatch, and a run's temporary ones in it. */
export const labAlarms = (lab: LabClient): Alarms => {
  const temporary = async (runId: string) => {
    const { alarms } = await calling('describe alarms', () => lab.describeAlarms());
    return alarms
      .map(({ configuration }) => configuration)
      .filter(({ tags }) => tags[runTag] === runId)
      .map(({ alarmName }) => alarmName);
  };
  return {
    now: async (names) => {
      const alarms = await calling('describe alarms', () => described(lab, names));
      return names.map((alarm) => {
        const found = alarms.find(({ configuration }) => configuration.alarmName === alarm);
        if (found === undefined) throw new NotFound(`There is no alarm ${alarm}`);
        return { alarm, atMs: found.stateUpdatedAtMs, state: found.state, reason: found.stateReason };
      });
    },
    history: (alarm, fromMs) => calling(`read the history of ${alarm}`, () => history(lab, alarm, fromMs)),
    putTemporary: async (alarm) => {
      for (const one of sides(alarm)) await calling(`put ${one.alarmName}`, () => lab.putMetricAlarm(one));
    },
    deleteTemporary: async (runId) => {
      for (const name of await temporary(runId)) await remove(lab, name);
    },
    temporary,
  };
};

/** Metric and composite alarms: either can be the alarm of a probe. */
const described = async (lab: LabClient, alarmNames: readonly string[]) => {
  const alarmTypes = ['MetricAlarm', 'CompositeAlarm'] as const;
  const { alarms, compositeAlarms } = await lab.describeAlarms({ alarmNames, alarmTypes });
  return [...alarms, ...compositeAlarms];
};

// Another way home may have been faster.
const remove = async (lab: LabClient, name: string): Promise<void> => {
  try {
    await calling(`delete ${name}`, () => lab.deleteAlarms({ alarmNames: [name] }));
  } catch (failure) {
    if (!(failure instanceof NotFound)) throw failure;
  }
};

const history = async (lab: LabClient, alarm: string, fromMs: number): Promise<readonly AlarmChange[]> => {
  const [now] = await described(lab, [alarm]);
  if (now === undefined) throw new NotFound(`There is no alarm ${alarm}`);
  const { items } = await lab.describeAlarmHistory({ alarmName: alarm });
  const changes = items.flatMap(({ atMs, state, reason = '' }) => (state ? [{ atMs, state, reason }] : []));
  const [first] = items.filter(({ state }) => state !== undefined);
  const initial = {
    atMs: now.createdAtMs,
    state: first?.previousState ?? now.state,
    reason: 'as it was created',
  };
  const all = [initial, ...changes];
  const inForce = all.findLastIndex(({ atMs }) => atMs <= fromMs);
  return all.slice(Math.max(inForce, 0));
};

/** One alarm per bound: CloudWatch's static thresholds have one side. */
const sides = ({ name, runId, probe }: TemporaryAlarm): readonly AlarmConfiguration[] => {
  const { min, max } = probe.bounds;
  const common = {
    description: `Temporary alarm of Firedrill run ${runId}, probe ${probe.name}`,
    expression: metricTree(probe.expression),
    metrics: probe.metrics,
    periodMs: probe.periodMs,
    evaluationPeriods: probe.tolerance.of,
    datapointsToAlarm: probe.tolerance.breaches,
    treatMissingData: probe.missingData === 'breach' ? ('breaching' as const) : ('notBreaching' as const),
    tags: { [runTag]: runId },
  };
  return [
    ...(max === undefined
      ? []
      : [
          { ...common, alarmName: name, comparisonOperator: 'GreaterThanThreshold' as const, threshold: max },
        ]),
    ...(min === undefined
      ? []
      : [
          {
            ...common,
            alarmName: max === undefined ? name : `${name}-min`,
            comparisonOperator: 'LessThanThreshold' as const,
            threshold: min,
          },
        ]),
  ];
};

/** The metrics of the lab's CloudWatch, period by period; a period that may still grow is left out. */
export const labMetrics = (lab: LabClient): Metrics => ({
  read: async (probe, fromMs, toMs) => {
    const { points, completeUntilMs } = await calling('read metrics', () => read(lab, probe, fromMs, toMs));
    return points
      .filter(({ atMs }) => atMs + probe.periodMs <= completeUntilMs)
      .map(({ atMs, value }) => ({ atMs, value: value ?? undefined }));
  },
});

const read = (lab: LabClient, { expression, metrics, periodMs }: MetricProbe, fromMs: number, toMs: number) =>
  lab.getMetricData({ expression: metricTree(expression), metrics, periodMs, fromMs, toMs });
