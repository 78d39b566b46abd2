import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { metricReadings } from '../../../adapters/cloudwatch/metric-readings.ts';
import { sampleMetricProbe } from '../../contracts/samples.ts';
import { cloudWatchAlarms } from '../support/signals-alarms.ts';
import { type Call, failsAsCallsDo } from '../support/signals-failures.ts';

const alarms =
  (call: (port: ReturnType<typeof cloudWatchAlarms>) => Promise<unknown>): Call =>
  (settings) =>
    call(cloudWatchAlarms(new CloudWatchClient(settings)));

failsAsCallsDo('CloudWatch', {
  now: alarms(({ now }) => now(['errors'])),
  history: alarms(({ history }) => history('errors', 0)),
  temporary: alarms(({ temporary }) => temporary('run-1')),
  putTemporary: alarms(({ putTemporary }) =>
    putTemporary({ name: 'firedrill-run-1-errors', runId: 'run-1', probe: sampleMetricProbe('errors') }),
  ),
  deleteTemporary: alarms(({ deleteTemporary }) => deleteTemporary('run-1')),
  read: (settings) =>
    metricReadings(new CloudWatchClient(settings)).read(sampleMetricProbe('errors'), 0, 600_000),
});
