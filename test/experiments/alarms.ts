import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { AlarmDefinition, WatchedMetric } from '../../core/lint/context.ts';
import { root, textOf } from './library.ts';

type Dimension = { readonly Name: string; readonly Value: string };
type Watched = {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions: readonly Dimension[];
};

/** The part of an `AWS::CloudWatch::Alarm` that says what it watches, and how. */
export type AlarmProperties = Partial<Watched> & {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly Metrics?: readonly {
    readonly MetricStat?: { readonly Metric: Watched; readonly Period: number };
  }[];
  readonly Period?: number;
  readonly DatapointsToAlarm: number;
  readonly TreatMissingData: AlarmDefinition['treatMissingData'];
};

type Template = {
  readonly Resources: Readonly<
    Record<string, { readonly Type: string; readonly Properties: AlarmProperties }>
  >;
};

// What CloudFormation fills in: `!Ref Parameter`, and `!Sub` with the default prefix.
const tags = ['!Ref', '!Sub'].map((tag) => ({
  tag,
  resolve: (text: string) => (tag === '!Ref' ? `the ${text}` : text.replace(`\${Prefix}`, 'shop')),
}));

/** The alarms that a system's `alarms.yaml` creates. */
export const alarmsOf = (system: string): readonly AlarmProperties[] => {
  if (!existsSync(join(root, system, 'alarms.yaml'))) return [];
  const { Resources } = parse(textOf(`${system}/alarms.yaml`), { customTags: tags }) as Template;
  return Object.values(Resources).map(({ Properties }) => Properties);
};

const watched = ({ Namespace, MetricName, Dimensions }: Watched): WatchedMetric => ({
  namespace: Namespace,
  metric: MetricName,
  dimensions: Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value])),
});

const metricsOf = ({
  Namespace,
  MetricName,
  Dimensions,
  Metrics = [],
}: AlarmProperties): readonly Watched[] =>
  Namespace !== undefined && MetricName !== undefined && Dimensions !== undefined
    ? [{ Namespace, MetricName, Dimensions }]
    : Metrics.flatMap(({ MetricStat }) => (MetricStat ? [MetricStat.Metric] : []));

/** An alarm as the linter knows it. */
export const definitionOf = (alarm: AlarmProperties): AlarmDefinition => ({
  metrics: metricsOf(alarm).map(watched),
  treatMissingData: alarm.TreatMissingData,
  detectionMs:
    1000 * alarm.DatapointsToAlarm * (alarm.Period ?? alarm.Metrics?.[1]?.MetricStat?.Period ?? 60),
});
