import type { Finding } from '../../documents/problem.ts';
import type { AlarmDefinition } from '../context.ts';
import { found } from '../found.ts';
import { isSparse, moves } from '../metrics.ts';
import { definitionOf, type ProbeAt, probesOf, watched } from '../probes.ts';
import type { Rule } from '../rule.ts';
import { page } from '../sources.ts';

// https://docs.aws.amazon.com/fis/latest/userguide/fis-quotas.html: stop conditions per template.
const MOST_STOP_ALARMS = 5;

const canStopFis = ({ probe }: ProbeAt): boolean => probe.type !== 'http';

const noStopAlarm: Rule = {
  id: 'no-stop-alarm',
  severity: 'warning',
  summary: 'no alarm and no metric that FIS itself would stop at',
  why: 'Alarms and metric probes become stop conditions of the FIS experiment, which hold even if Firedrill is gone. Without one only the dead man is left, minutes later. None of the 23 templates of the official library has one.',
  link: page.stop,
  check: (experiment) =>
    !experiment.faults.some(({ action }) => action.startsWith('aws:')) ||
    probesOf(experiment).some(canStopFis)
      ? []
      : [
          found(
            ['steadyState', 'probes'],
            'no probe is one that FIS can stop at',
            'add a probe of type `alarm` or `metric` on what users would notice first',
          ),
        ],
};

const manyStopAlarms: Rule = {
  id: 'more-alarms-than-fis-watches',
  severity: 'advice',
  summary: 'more alarms and metrics than FIS takes as stop conditions',
  why: 'FIS takes five. Firedrill stops at every one of them; FIS by itself only at the first five.',
  link: page.quotas,
  check: (experiment) => {
    const [first] = probesOf(experiment).filter(canStopFis).slice(MOST_STOP_ALARMS);
    return first
      ? [
          found(
            first.path,
            `FIS watches the first ${MOST_STOP_ALARMS} alarms and metrics only`,
            'put those first that users would notice first',
          ),
        ]
      : [];
  },
};

/** A check of each alarm that somebody has looked at. */
const eachAlarm =
  (check: (at: ProbeAt, alarm: AlarmDefinition) => readonly Finding[]): Rule['check'] =>
  (experiment, context) =>
    probesOf(experiment).flatMap((at) => {
      const alarm = definitionOf(at.probe, context);
      return alarm ? check(at, alarm) : [];
    });

const noDimensions: Rule = {
  id: 'alarm-without-dimensions',
  severity: 'warning',
  summary: 'an alarm on a metric that names no resource',
  why: 'Hardly any service publishes a metric without dimensions, so such an alarm has no data and never goes off. Seen in a public repository on AWS/EC2 NetworkIn.',
  link: page.metrics,
  needs: "the alarm's definition",
  check: eachAlarm(({ path }, { metrics }) =>
    metrics
      .filter(
        ({ namespace, dimensions }) => namespace.startsWith('AWS/') && Object.keys(dimensions).length === 0,
      )
      .map(({ namespace, metric }) =>
        found(
          [...path, 'alarm'],
          `the alarm watches ${namespace} ${metric} without dimensions`,
          'name the resource by its dimensions',
        ),
      ),
  ),
};

const takesSilenceForGood: Rule = {
  id: 'alarm-deaf-to-silence',
  severity: 'warning',
  summary: 'an alarm that takes missing data for good, where nothing else would notice',
  why: 'A fault may silence the metric itself: an alarm with notBreaching or ignore then stays OK through a total outage, and the hypothesis seems to hold.',
  link: page.missingData,
  needs: "the alarm's definition",
  check: (experiment, context) => {
    const all = probesOf(experiment);
    const hears = ({ probe }: ProbeAt): boolean => {
      if (probe.type !== 'alarm') return probe.missingData === 'breach';
      const alarm = definitionOf(probe, context);
      return alarm === undefined || !isDeaf(alarm);
    };
    if (all.some(hears)) return [];
    return all
      .filter(({ probe }) => probe.type === 'alarm')
      .map(({ probe, path }) => {
        const alarm = definitionOf(probe, context);
        const sparse = alarm?.metrics.find(isSparse);
        const which = sparse ? `, and ${sparse.metric} has none while all is well` : '';
        return found(
          [...path, 'alarm'],
          `the alarm takes missing data for good (${alarm?.treatMissingData})${which}`,
          'add a probe that proves traffic: a request count with `bounds: { min: 1 }`, or one of type `http`',
        );
      });
  },
};

const isDeaf = ({ treatMissingData }: AlarmDefinition): boolean =>
  treatMissingData === 'notBreaching' || treatMissingData === 'ignore';

const unmoved: Rule = {
  id: 'unmoved-probe',
  severity: 'warning',
  summary: 'alarms and metrics that the faults do not touch',
  why: 'A stop condition on what the fault cannot move is no protection: AWS warns of an alarm on the unaffected zone where nothing runs.',
  link: 'https://github.com/aws-samples/aws-fault-injection-simulator-workshop/issues/305',
  needs: "the alarms' definitions, for probes of type `alarm`",
  check: (experiment, context) => {
    const stopping = probesOf(experiment)
      .filter(canStopFis)
      .map((at) => ({ ...at, metrics: watched(at.probe, context) }));
    const still = ({ metrics }: (typeof stopping)[number]): boolean =>
      metrics !== undefined &&
      !metrics.some((metric) => experiment.faults.some((fault) => moves(fault, metric)));
    if (stopping.length === 0 || !stopping.every(still)) return [];
    return stopping.map(({ path, metrics = [] }) =>
      found(
        path,
        `${metrics.map(({ namespace, metric }) => `${namespace} ${metric}`).join(', ')} is not what the faults break`,
        'add a probe on what users see of it, in the same zone: errors, latency, requests served',
      ),
    );
  },
};

/** Rules about alarms. */
export const alarmRules: readonly Rule[] = [
  ...[noStopAlarm, manyStopAlarms],
  ...[noDimensions, takesSilenceForGood, unmoved],
];
