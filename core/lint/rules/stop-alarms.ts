import { found } from '../found.ts';
import { moves } from '../metrics.ts';
import { type ProbeAt, probesOf, watched } from '../probes.ts';
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

/** Rules about what FIS stops at. */
export const stopAlarmRules: readonly Rule[] = [noStopAlarm, manyStopAlarms, unmoved];
