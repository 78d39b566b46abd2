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
  const names = [...new Set([...probes, ...experiment.guards.quietAlarms])];
  const found = await Promise.all(
    names.map((name) =>
      looking(`alarm ${name}`, () =>
        look(client, asked, experiment, { name, judges: probes.includes(name) }),
      ),
    ),
  ).finally(() => client.destroy());
  return found.flat();
};

type Named = { readonly name: string; readonly judges: boolean };

const look = async (
  client: CloudWatchClient,
  { deployed }: Asked,
  experiment: Experiment,
  { name: asked, judges }: Named,
): Promise<readonly Finding[]> => {
  const check = `alarm ${asked}`;
  const { name } = namedAlarm(asked);
  const alarm = await describe(client, name);
  if (alarm === undefined)
    return [bad(check, 'there is none in this account and Region', 'make it, or correct the experiment')];
  const wrong = [
    ...judgeState(check, alarm),
    // A guard only has to be quiet; what judges has to be able to go off.
    ...(judges ? heard(check, name, deployed?.parameters.AlarmPrefix) : []),
    ...(judges ? judgeMetric(check, alarm, observedMs(experiment)) : []),
    ...(judges && !('AlarmRule' in alarm) ? judgeData(check, alarm, await dataOf(client, alarm)) : []),
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
