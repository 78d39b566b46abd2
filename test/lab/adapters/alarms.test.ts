import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll } from 'vitest';
import { labAlarms } from '../../../lab/adapters/alarms.ts';
import type { LabClient } from '../../../lab/client.ts';
import { alarmsContract } from '../../contracts/alarms-contract.ts';
import { sampleMetricProbe } from '../../contracts/samples.ts';
import { openLab, type TestLab } from '../keeper/support.ts';

let testLab: TestLab;
beforeAll(async () => {
  testLab = await openLab({ scale: 15 });
});
afterAll(() => testLab?.close());

/** An alarm that stays as it is set: nothing is ever measured of what it looks at. */
const put = async (lab: LabClient, alarmName: string) => {
  const { periodMs } = sampleMetricProbe(alarmName);
  await lab.putMetricAlarm({
    alarmName,
    description: 'set by hand',
    expression: { kind: 'metric', id: 'nothing' },
    metrics: { nothing: { namespace: 'Test', metric: 'Nothing', dimensions: {}, stat: 'Sum' } },
    periodMs,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    comparisonOperator: 'GreaterThanThreshold',
    threshold: 1,
    treatMissingData: 'ignore',
    tags: {},
  });
};

alarmsContract('lab', async () => {
  const { lab } = testLab;
  const made = new Set<string>();
  const { alarms: left } = await lab.describeAlarms({ alarmNames: ['errors', 'latency'] });
  if (left.length > 0)
    await lab.deleteAlarms({ alarmNames: left.map(({ configuration }) => configuration.alarmName) });
  return {
    alarms: labAlarms(lab),
    now: lab.clock.now,
    pass: async (ms) => {
      const untilMs = lab.clock.now() + ms;
      while (lab.clock.now() < untilMs) await sleep(lab.clock.real(untilMs - lab.clock.now()));
    },
    set: async (alarmName, state) => {
      if (!made.has(alarmName)) await put(lab, alarmName);
      made.add(alarmName);
      await lab.setAlarmState({ alarmName, state, reason: 'by the test' });
    },
  };
});
