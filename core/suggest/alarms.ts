import { listOf, mapOf } from '../documents/raw.ts';
import { nameOf, type Scene } from './scene.ts';
import type { Need } from './suggestion.ts';
import type { Resource } from './template/template.ts';
import { knownNumber, knownText } from './template/values.ts';

/** An alarm on what users notice, under the name that a probe uses. */
export type Symptom = { readonly alarm: Resource; readonly name: string; readonly needs: readonly Need[] };

/** The alarms about some resources that tell what users notice, not what is broken. */
export const symptomsOf = (scene: Scene, about: readonly Resource[]): readonly Symptom[] =>
  alarmsAbout(scene, about)
    .filter((alarm) => metricsOf(alarm).some((metric) => SYMPTOMS.has(metric)))
    .map((alarm) => ({ alarm, name: alarmName(scene, alarm), needs: needsOf(scene, alarm) }));

/** The alarms that will fire because of the fault itself, and so say nothing about its users. */
export const causeAlarms = (scene: Scene, about: readonly Resource[]): readonly Resource[] =>
  alarmsAbout(scene, about).filter((alarm) => metricsOf(alarm).some((metric) => CAUSES.has(metric)));

const alarmsAbout = (scene: Scene, about: readonly Resource[]): readonly Resource[] => {
  const ids = new Set(about.map(({ id }) => id));
  return scene
    .ofType('AWS::CloudWatch::Alarm')
    .filter(({ properties: { Dimensions, Metrics } }) =>
      scene.named([Dimensions, Metrics]).some(({ id }) => ids.has(id)),
    );
};

const metricsOf = ({ properties: { MetricName, Metrics } }: Resource): readonly string[] =>
  [
    MetricName,
    ...listOf(Metrics).map((one) => mapOf(mapOf(mapOf(one).MetricStat).Metric).MetricName),
  ].flatMap((name) => knownText(name) ?? []);

// Metrics that exist only when there is something to count.
const SPARSE = [
  ...['HTTPCode_ELB_5XX_Count', 'HTTPCode_ELB_500_Count', 'HTTPCode_ELB_502_Count', 'HTTPCode_ELB_503_Count'],
  ...['HTTPCode_ELB_504_Count', 'HTTPCode_Target_5XX_Count', 'TargetConnectionErrorCount'],
  ...['RejectedConnectionCount', 'HTTPCode_ELB_5XX', 'HTTPCode_Backend_5XX', 'SpilloverCount'],
  ...['TCP_ELB_Reset_Count', 'TCP_Target_Reset_Count'],
];

const SYMPTOMS: ReadonlySet<string> = new Set([
  ...SPARSE,
  ...[
    'TargetResponseTime',
    'Latency',
    '5XXError',
    '5xx',
    'IntegrationLatency',
    'Errors',
    'Duration',
    'Throttles',
  ],
  ...['ApproximateAgeOfOldestMessage', 'IteratorAge', 'ExecutionsFailed', 'FailedInvocations'],
  ...['ReadLatency', 'WriteLatency', 'SystemErrors', 'SuccessfulRequestLatency', 'DatabaseConnections'],
]);

const CAUSES: ReadonlySet<string> = new Set([
  ...['UnHealthyHostCount', 'HealthyHostCount', 'StatusCheckFailed', 'StatusCheckFailed_Instance'],
  ...['StatusCheckFailed_System', 'GroupInServiceInstances', 'UnhealthyRoutingFlowCount', 'RunningTaskCount'],
]);

const alarmName = (scene: Scene, alarm: Resource): string => nameOf(alarm) ?? `${scene.stack}-${alarm.id}`;

const needsOf = (scene: Scene, alarm: Resource): readonly Need[] => {
  const { TreatMissingData, Dimensions, Metrics } = alarm.properties;
  const isSparse = metricsOf(alarm).some((metric) => SPARSE.includes(metric));
  const silent = TreatMissingData === undefined || TreatMissingData === 'missing';
  const seconds = secondsToFire(alarm);
  const needs: (Need | false)[] = [
    nameOf(alarm) === undefined && {
      what: `the alarm ${alarm.id} has no name of its own, so the experiment cannot name it`,
      severity: 'must',
      where: scene.where(alarm),
      fix: `write \`AlarmName: ${alarmName(scene, alarm)}\`, or put the name that CloudFormation made into the experiment`,
    },
    isSparse &&
      silent && {
        what: `the alarm ${alarm.id} has no data while all is well, and a run starts only when it is OK`,
        severity: 'must',
        where: scene.where(alarm, 'Properties', 'TreatMissingData'),
        fix: 'write `TreatMissingData: notBreaching`',
      },
    isSparse &&
      scene.wishes.url === undefined &&
      TreatMissingData === 'notBreaching' && {
        what: `the alarm ${alarm.id} is also quiet when nobody comes at all`,
        severity: 'should',
        where: scene.where(alarm, 'Properties', 'TreatMissingData'),
        fix: 'add a probe that proves traffic: an http probe, or `RequestCount` with a lowest bound',
      },
    listOf(Dimensions).length === 0 &&
      Metrics === undefined && {
        what: `the alarm ${alarm.id} has no dimensions, so it watches a metric that nobody writes`,
        severity: 'must',
        where: scene.where(alarm, 'Properties'),
        fix: 'write the `Dimensions` of the resource it is about',
      },
    seconds > SLOW && {
      what: `the alarm ${alarm.id} needs ${Math.round(seconds / 60)} minutes to fire, too long to stop an experiment`,
      severity: 'should',
      where: scene.where(alarm, 'Properties', 'EvaluationPeriods'),
      fix: 'write `Period: 60`, and two or three `EvaluationPeriods`',
    },
  ];
  return needs.filter((need) => need !== false);
};

const SLOW = 300;

const secondsToFire = ({ properties }: Resource): number => {
  const { Period, EvaluationPeriods, DatapointsToAlarm } = properties;
  const periods = knownNumber(DatapointsToAlarm) ?? knownNumber(EvaluationPeriods) ?? 1;
  return (knownNumber(Period) ?? 60) * periods;
};
