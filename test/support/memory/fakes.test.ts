import { describe, expect, test } from 'vitest';
import { NotFound, ServiceUnavailable } from '../../../core/errors.ts';
import {
  sampleFault,
  sampleFaultRecord,
  sampleGameDay,
  sampleHttpProbe,
  sampleMetricProbe,
} from '../../contracts/samples.ts';
import { memoryAlarms } from './alarms.ts';
import { countingIds } from './counting-ids.ts';
import { memoryDeadMan } from './dead-man.ts';
import { memoryExecutions } from './executions.ts';
import { memoryFaultDriver } from './fault-driver.ts';
import { memoryCalendars, memoryHolidays, memoryIncidents } from './guards.ts';
import { memoryHttp } from './http.ts';
import { memoryNotices, memoryReports, memoryWatchers } from './messages.ts';
import { memoryMetrics } from './metrics.ts';
import { memoryTargets } from './targets.ts';
import { virtualClock } from './virtual-clock.ts';

const minuteMs = 60_000;

describe('metrics in memory', () => {
  const read = async (delayMs: number) => {
    const clock = virtualClock(0);
    const metrics = memoryMetrics(clock, delayMs);
    metrics.set('errors', 0);
    await clock.advance(2.5 * minuteMs);
    metrics.set('errors', 9);
    await clock.advance(minuteMs);
    metrics.set('errors', undefined);
    await clock.advance(minuteMs);
    return metrics.read(sampleMetricProbe('errors'), 30_000, 10 * minuteMs);
  };

  test('have one reading for each complete period, and none for no data', async () => {
    expect(await read(0)).toEqual([
      { atMs: minuteMs, value: 0 },
      { atMs: 2 * minuteMs, value: 9 },
      { atMs: 3 * minuteMs, value: undefined },
    ]);
  });

  test('arrive late where they are told to', async () => {
    expect(await read(2 * minuteMs)).toEqual([{ atMs: minuteMs, value: 0 }]);
  });
});

describe('a fleet in memory', () => {
  const fleet = () => {
    const clock = virtualClock(0);
    const targets = memoryTargets(clock);
    targets.add({ arn: 'arn:i-1', label: 'web-1', tags: { app: 'web' }, containers: [] });
    return { clock, targets, driver: memoryFaultDriver(targets, { lateEffectMs: 900 }) };
  };

  test('starts a stopped instance again by itself where it was asked to', async () => {
    const { clock, targets, driver } = fleet();
    const parameters = { startInstancesAfterDuration: 'PT2M' };
    await driver.inject(sampleFaultRecord({ runId: 'run-1', parameters }));

    await clock.advance(2 * minuteMs - 1);
    expect(targets.get('arn:i-1')).toMatchObject({ state: 'stopped', process: 'down' });

    await clock.advance(1);
    expect(targets.get('arn:i-1')).toMatchObject({ state: 'running', process: 'up' });
  });

  test('leaves alone what was started before its time was up', async () => {
    const { clock, targets } = fleet();
    targets.stop('arn:i-1', minuteMs);
    targets.start('arn:i-1');
    targets.stop('arn:i-1');

    await clock.advance(2 * minuteMs);

    expect(targets.get('arn:i-1')).toMatchObject({ state: 'stopped' });
  });

  test('never gives a terminated instance as a candidate, but its replacement', async () => {
    const { clock, targets, driver } = fleet();
    targets.terminate('arn:i-1');
    expect(await driver.resolve(sampleFault('aws:ec2:stop-instances'))).toEqual([]);

    await clock.advance(minuteMs);

    const candidates = await driver.resolve(sampleFault('aws:ec2:stop-instances'));
    expect(candidates).toMatchObject([{ arn: 'arn:i-1-next', tags: { app: 'web' } }]);
  });

  test('knows residue a test leaves in it, and which tokens took effect', async () => {
    const { driver } = fleet();
    const residue = [{ what: 'template', where: 'EXT1' }];
    driver.leave('run-1', residue);
    await driver.inject(sampleFaultRecord({ runId: 'run-1' }));

    expect(await driver.residue('run-1')).toEqual(residue);
    expect(driver.injected).toEqual(['run-1-0']);
    expect(driver.lateEffectMs).toBe(900);
  });
});

describe('an alarm in memory', () => {
  test('tells its listeners of each change, once', () => {
    const alarms = memoryAlarms(virtualClock(0));
    const heard: string[] = [];
    alarms.set('errors', 'OK');
    const leave = alarms.subscribe(({ alarm, state }) => heard.push(`${alarm} ${state}`));

    alarms.set('errors', 'ALARM');
    alarms.set('errors', 'ALARM');
    leave();
    alarms.set('errors', 'OK');

    expect(heard).toEqual(['errors ALARM']);
  });

  test('can be lost', async () => {
    const alarms = memoryAlarms(virtualClock(0));
    alarms.set('errors', 'OK');

    alarms.remove('errors');

    await expect(alarms.now(['errors'])).rejects.toThrow(NotFound);
  });
});

test('a dead man in memory goes on firing when what it sets off fails', async () => {
  const clock = virtualClock(0);
  const deadMan = memoryDeadMan(clock, () => {
    throw new Error('no');
  });
  await deadMan.arm({ runId: 'run-1', faults: [] }, minuteMs);

  await clock.advance(3 * minuteMs);

  expect(deadMan.failures).toHaveLength(3);
  expect(deadMan.firesAtMs('run-1')).toBe(4 * minuteMs);
});

test('calendars and incidents in memory answer as told, or cannot be read', async () => {
  const calendars = memoryCalendars({ freeze: false, broken: 'unreadable' });
  const incidents = memoryIncidents({ pager: false });
  incidents.set('pager', true);
  calendars.set('freeze', true);

  expect(await calendars.isOpen('freeze', 0, 0)).toBe(true);
  expect(await incidents.hasOpen('pager')).toBe(true);
  await expect(calendars.isOpen('broken', 0, 0)).rejects.toThrow(ServiceUnavailable);
  await expect(incidents.hasOpen('other')).rejects.toThrow(NotFound);
});

test('holidays in memory are those of the region', () => {
  const holidays = memoryHolidays({ 'DE-BY': { '2026-12-25': 'Christmas Day' } });

  expect(holidays.on('DE-BY', '2026-12-25')).toBe('Christmas Day');
  expect(holidays.on('FR', '2026-12-25')).toBeUndefined();
});

test('addresses in memory answer as told, and refuse before that', async () => {
  const http = memoryHttp();
  const probe = sampleHttpProbe('http://shop/');
  expect(await http.ask(probe)).toMatchObject({ error: 'connection refused' });

  http.set('http://shop/', { status: 200, latencyMs: 12 });

  expect(await http.ask(probe)).toEqual({ status: 200, latencyMs: 12 });
  expect(http.asked).toEqual(['http://shop/', 'http://shop/']);
});

test('executions in memory start once by name, and take the first answer to a token', async () => {
  const executions = memoryExecutions();
  await executions.start('experiment', 'run-1', { runId: 'run-1' });
  await executions.start('experiment', 'run-1', { runId: 'other' });
  expect(await executions.status('run-1')).toBe('RUNNING');
  expect(await executions.status('run-2')).toBeUndefined();

  executions.end('run-1', 'ABORTED');
  await executions.succeed('token', { ok: true });
  await executions.fail('token', 'States.Timeout', 'late');

  expect(await executions.status('run-1')).toBe('ABORTED');
  expect(executions.started).toEqual([{ machine: 'experiment', name: 'run-1', input: { runId: 'run-1' } }]);
  expect(executions.answered).toEqual([{ token: 'token', output: { ok: true } }]);
});

test('watchers, notices and reports in memory remember what they were asked', async () => {
  const [watchers, notices, reports] = [memoryWatchers(), memoryNotices(), memoryReports()];

  await watchers.start('run-1');
  await watchers.start('run-1');
  await notices.tell({ about: 'run-1', kind: 'started', text: 'It begins' });

  expect([...watchers.started]).toEqual(['run-1']);
  expect(notices.told).toHaveLength(1);
  const result = {
    format: 'firedrill.gameday/1',
    gameDay: sampleGameDay({ gameDayId: 'run-1' }),
    runs: [],
  } as const;
  expect(await reports.save('run-1', result)).toBe('memory:run-1');
  expect(reports.saved.get('run-1')).toEqual(result);
});

test('counted ids sort by time', () => {
  const ids = countingIds();
  const some = Array.from({ length: 12 }, () => ids.runId());

  expect([...some].sort()).toEqual(some);
  expect(ids.gameDayId()).not.toBe(ids.gameDayId());
});
