import type { Finding } from '../../documents/problem.ts';
import type { AlarmDefinition } from '../context.ts';
import { found } from '../found.ts';
import { isSparse } from '../metrics.ts';
import { definitionOf, type ProbeAt, probesOf } from '../probes.ts';
import type { Rule } from '../rule.ts';
import { page } from '../sources.ts';

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

/** Rules about what an alarm is. */
export const alarmRules: readonly Rule[] = [noDimensions, takesSilenceForGood];
