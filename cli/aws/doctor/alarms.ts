import { CloudWatchClient, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { calling } from '../../../adapters/aws/calling.ts';
import { namedAlarm } from '../../../adapters/cloudwatch/alarm-name.ts';
import type { Experiment } from '../../../core/experiment.ts';
import { bad, type Finding, ok } from '../../finding.ts';
import { dataOf } from './alarm-data.ts';
import { type AnyAlarm, judgeData, judgeMetric, judgeState } from './alarm-findings.ts';
import { type Asked, type Check, looking } from './asked.ts';

/** Whether the alarms that judge an experiment are there, have data, are heard, and can go off in time. */
export const alarms: Check = async (asked) => {
  const { experiment, settings } = asked;
  if (experiment === undefined) return [];
  const client = new CloudWatchClient(settings);
  const probes = experiment.steadyState.probes.flatMap((probe) =>
    probe.type === 'alarm' ? [probe.alarm] : [],
  );
  const expected = new Map(
    (experiment.expect ?? []).flatMap((one) => ('alarm' in one ? [[one.alarm, one.withinMs] as const] : [])),
  );
  const names = [...new Set([...probes, ...expected.keys(), ...experiment.guards.quietAlarms])];
  const hasMs = (name: string) => (probes.includes(name) ? observedMs(experiment) : expected.get(name));
  const found = await Promise.all(
    names.map((name) =>
      looking(`alarm ${name}`, () =>
        look(client, asked, { name, judges: probes.includes(name), hasMs: hasMs(name) }),
      ),
    ),
  ).finally(() => client.destroy());
  return found.flat();
};

/** `hasMs`: how long it has to go off; undefined where it only has to be quiet. */
type Named = { readonly name: string; readonly judges: boolean; readonly hasMs: number | undefined };

const look = async (
  client: CloudWatchClient,
  { deployed }: Asked,
  { name: asked, judges, hasMs }: Named,
): Promise<readonly Finding[]> => {
  const check = `alarm ${asked}`;
  const { name } = namedAlarm(asked);
  const alarm = await describe(client, name);
  if (alarm === undefined)
    return [bad(check, 'there is none in this account and Region', 'make it, or correct the experiment')];
  const wrong = [
    ...judgeState(check, alarm),
    // A guard only has to be quiet; what judges, or is expected to, has to be able to go off.
    ...(judges ? heard(check, name, deployed?.parameters.AlarmPrefix) : []),
    ...(hasMs === undefined ? [] : judgeMetric(check, alarm, hasMs)),
    ...(hasMs !== undefined && !('AlarmRule' in alarm)
      ? judgeData(check, alarm, await dataOf(client, alarm))
      : []),
  ];
  return wrong.length > 0 ? wrong : [ok(check, `${alarm.StateValue}, and it can go off`)];
};

const describe = (client: CloudWatchClient, name: string): Promise<AnyAlarm | undefined> =>
  calling(`describe alarm ${name}`, async () => {
    const which = { AlarmNames: [name], AlarmTypes: ['MetricAlarm' as const, 'CompositeAlarm' as const] };
    for await (const { MetricAlarms = [], CompositeAlarms = [] } of paginateDescribeAlarms({ client }, which))
      for (const alarm of [...MetricAlarms, ...CompositeAlarms]) if (alarm.AlarmName === name) return alarm;
    return undefined;
  });

const heard = (check: string, name: string, prefix = ''): readonly Finding[] =>
  name.startsWith(prefix)
    ? []
    : [
        bad(
          check,
          `the stack hears only alarms whose names begin with ${prefix}`,
          'rename it, or deploy with another --param alarmPrefix',
        ),
      ];

/** How long a run looks for a breach while its faults are there, at least. */
const observedMs = ({ faults, steadyState: { holdForMs } }: Experiment): number =>
  Math.max(...faults.map(({ startAfterMs, durationMs }) => startAfterMs + Math.max(durationMs, holdForMs)));
