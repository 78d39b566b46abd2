import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseDocument } from '../../../core/documents/parse-document.ts';
import { fullExperiment, gameDay, smallExperiment } from './samples.ts';

const documentOf = (text: string, file = 'experiment.yml') => {
  const parsed = parseDocument(text, file);
  return parsed.ok ? parsed.document : parsed.problems;
};

const about = {
  kind: 'Experiment',
  name: 'one-web-instance-stops',
  title: 'The shop stays up when one web instance stops',
  owner: 'team-shop@example.com',
  purpose: 'We lose an instance every month; nobody should notice.',
};
const elb = { namespace: 'AWS/ApplicationELB', stat: 'Sum' };
const dimensions = { LoadBalancer: 'app/shop/1' };

test('an experiment with every field means what it says', () => {
  expect(documentOf(fullExperiment)).toEqual({
    ...about,
    steadyState: {
      holdForMs: 60_000,
      probes: [
        { name: 'no-alarm', type: 'alarm', alarm: 'shop-5xx' },
        {
          name: 'error-rate',
          type: 'metric',
          expression: '100 * errors / FILL(requests, 1)',
          metrics: {
            errors: { ...elb, metric: 'HTTPCode_ELB_5XX_Count', dimensions },
            requests: { ...elb, metric: 'RequestCount', dimensions },
          },
          periodMs: 60_000,
          bounds: { min: 0, max: 5 },
          missingData: 'zero',
          tolerance: { breaches: 2, of: 3 },
        },
        {
          name: 'front-page',
          type: 'http',
          url: 'http://shop.lab/',
          method: 'HEAD',
          everyMs: 1_000,
          timeoutMs: 2_000,
          expect: { status: [200, 304], maxLatencyMs: 800 },
          missingData: 'breach',
          tolerance: { breaches: 3, of: 5 },
        },
      ],
    },
    faults: [
      {
        name: 'stop-one',
        action: 'aws:ec2:stop-instances',
        targets: {
          resourceType: 'aws:ec2:instance',
          tags: { tier: 'web' },
          filters: [{ path: 'State.Name', values: ['running'] }],
          select: { mode: 'COUNT', count: 1 },
        },
        parameters: { startInstancesAfterDuration: 'PT3M' },
        startAfterMs: 10_000,
        durationMs: 180_000,
      },
    ],
    recovery: { withinMs: 180_000 },
    limits: {
      maxDurationMs: 1_800_000,
      maxTargets: 1,
      maxPercent: 34,
      consentTag: { key: 'firedrill', value: 'yes-please' },
    },
    guards: {
      window: {
        zone: 'Europe/Berlin',
        days: ['Mon', 'Tue', 'Wed', 'Thu'],
        fromMinute: 540,
        toMinute: 960,
        holidays: 'DE-BE',
        closedDates: ['2026-12-24'],
      },
      calendars: ['shop-freeze'],
      incidents: ['pagerduty-shop'],
      quietAlarms: ['shop-checkout-latency'],
    },
    approval: { required: true, timeoutMs: 1_800_000 },
    schedule: { expression: 'cron(0 10 ? * TUE *)', zone: 'Europe/Berlin', flexibleWindowMs: 900_000 },
    maintenance: { mute: ['shop-latency-page'] },
    notify: [{ channel: 'slack:#oncall', on: ['started', 'concluded', 'failed', 'needs-human'] }],
  });
});

test('what is left out has a default, and the safe one', () => {
  expect(documentOf(smallExperiment)).toEqual({
    ...about,
    steadyState: {
      holdForMs: 60_000,
      probes: [
        {
          name: 'front-page',
          type: 'http',
          url: 'https://shop.example.com/',
          method: 'GET',
          everyMs: 1_000,
          timeoutMs: 2_000,
          expect: { status: [200] },
          missingData: 'breach',
          tolerance: { breaches: 1, of: 1 },
        },
        {
          name: 'requests',
          type: 'metric',
          expression: 'requests',
          metrics: { requests: { ...elb, metric: 'RequestCount', dimensions: {} } },
          periodMs: 60_000,
          bounds: { min: 1 },
          missingData: 'breach',
          tolerance: { breaches: 1, of: 1 },
        },
      ],
    },
    faults: [
      {
        name: 'reboot-primary',
        action: 'aws:rds:reboot-db-instances',
        targets: {
          resourceType: 'aws:rds:db',
          arns: ['arn:aws:rds:eu-central-1:111122223333:db:shop'],
          filters: [],
          select: { mode: 'ALL' },
        },
        parameters: {},
        startAfterMs: 0,
        durationMs: 0,
      },
    ],
    recovery: { withinMs: 180_000 },
    limits: {
      maxDurationMs: 1_800_000,
      maxTargets: 1,
      maxPercent: 100,
      consentTag: { key: 'firedrill:consent', value: 'allowed' },
    },
    guards: { calendars: [], incidents: [], quietAlarms: [] },
    approval: { required: false, timeoutMs: 3_600_000 },
    notify: [],
  });
});

test('a game day means what it says', () => {
  expect(documentOf(gameDay, 'game-day.yml')).toEqual({
    kind: 'GameDay',
    name: 'first-game-day',
    title: 'The shop survives its first game day',
    owner: 'team-shop@example.com',
    purpose: 'To learn what a verdict looks like.',
    steps: [
      {
        experiment: './one-web-instance-stops.yml',
        continueOn: 'any',
        expect: 'held',
        waitMs: 30_000,
        human: true,
      },
      { experiment: '../two-web-instances-stop.json', continueOn: 'held', waitMs: 0, human: false },
    ],
    notify: [],
  });
});

describe('the same document means the same', () => {
  const meant = documentOf(fullExperiment);
  const inJson = { $schema: '../../schema/experiment.schema.json', ...parse(fullExperiment) };

  test.each([
    ['in JSON', JSON.stringify(inJson, null, 2)],
    ['in JSON on one line', JSON.stringify(inJson)],
    ['in JSON indented with tabs', JSON.stringify(inJson, null, '\t')],
    ['with a byte order mark', `\ufeff${fullExperiment}`],
    ['with the line ends of Windows', fullExperiment.replaceAll('\n', '\r\n')],
    ['after a document marker, and with an end marker', `---\n${fullExperiment}...\n`],
    ['with its text quoted', fullExperiment.replace('alarm: shop-5xx', "alarm: 'shop-5xx'")],
    ['with its text folded', fullExperiment.replace('100 * errors /', '>-\n        100 * errors\n        /')],
  ])('%s', (_, text) => {
    expect(documentOf(text, 'experiment.json')).toEqual(meant);
  });
});

describe('what is unusual, and right', () => {
  test.each([
    ['an action AWS may add', 'aws:ec2:stop-instances', 'aws:sqs:lose-messages'],
    ['a driver of ours', 'aws:ec2:stop-instances', 'lambda/concurrency'],
    ['a zone under its old name', 'zone: Europe/Berlin\n', 'zone: Asia/Calcutta\n'],
    ['a zone without daylight saving time', 'zone: Europe/Berlin\n', 'zone: Etc/GMT+5\n'],
    ['the zone of computers', 'zone: Europe/Berlin\n', 'zone: UTC\n'],
    ['a window up to midnight', 'to: "16:00"', 'to: "24:00"'],
    ['a time without quotes', 'from: "09:00"', 'from: 09:00'],
    ['no holidays', '    holidays: DE-BE\n', ''],
    ['a rate', 'cron(0 10 ? * TUE *)', 'rate(7 days)'],
    ['a moment', 'cron(0 10 ? * TUE *)', 'at(2026-12-01T10:00:00)'],
    ['a day of the month', 'cron(0 10 ? * TUE *)', 'cron(0/30 8-17 L * ? 2026-2030)'],
    ['no flexible window', ', flexibleWindow: PT15M', ''],
    ['a percentage', 'select: COUNT(1)', 'select: PERCENT(30)'],
    ['everything tagged', 'select: COUNT(1)', 'select: ALL'],
    ['high resolution', 'period: PT1M', 'period: PT10S'],
    ['one bound', '{ min: 0, max: 5 }', '{ max: 5 }'],
    ['a percentile', 'stat: Sum\n        requests', 'stat: p99.9\n        requests'],
    ['a number between whole ones', 'maxPercent: 34', 'maxPercent: 33.4'],
    ['a status alone', 'status: [200, 304]', 'status: 204'],
    ['a repeated name where names may repeat', 'name: front-page', 'name: stop-one'],
    ['a key that maps inherit', 'tags: { tier: web }', 'tags: { toString: web, valueOf: x }'],
    ['a block of text', 'purpose: We', 'purpose: |\n  We all\n  know.\n#'],
  ])('%s', (_, from, to) => {
    expect(fullExperiment).toContain(from);
    expect(documentOf(fullExperiment.replace(from, to))).toMatchObject({ kind: 'Experiment' });
  });

  test.each([
    ['duration', 'PT5M', 300_000],
    ['startInstancesAfterDuration', 'PT3M', 180_000],
    ['maxDuration', 'PT1H', 3_600_000],
    // The interruption comes when that is over, and is watched for two minutes.
    ['durationBeforeInterruption', 'PT2M', 240_000],
  ])('a fault lasts as long as its parameter %s says', (parameter, text, durationMs) => {
    const experiment = fullExperiment
      .replace('maxDuration: PT30M', 'maxDuration: PT2H')
      .replace('startInstancesAfterDuration: PT3M', `${parameter}: ${text}`);
    expect(documentOf(experiment)).toMatchObject({ faults: [{ durationMs }] });
  });
});

test.each([
  ['autoScalingGroup: shop-web', { autoScalingGroup: 'shop-web' }],
  ['stack: shop', { stack: 'shop' }],
  ['parameters: { namespace: web }', { parameters: { namespace: 'web' } }],
  [
    'tags: { tier: web }, parameters: { namespace: web }',
    { tags: { tier: 'web' }, parameters: { namespace: 'web' } },
  ],
])('targets are chosen by %s', (written, chosen) => {
  const text = smallExperiment.replace(/arns: .*\n(\s*)/, `${written.split(', p').join('\n      p')}\n$1`);
  const parsed = parseDocument(text, 'small.yml');
  expect(parsed.ok && parsed.document).toMatchObject({ faults: [{ targets: chosen }] });
});

test('an author says how long the data of a metric are on their way', () => {
  const parsed = parseDocument(
    smallExperiment.replace('      bounds:', '      delay: PT4M\n      bounds:'),
    'a.yml',
  );
  expect(parsed.ok && parsed.document).toMatchObject({
    steadyState: { probes: [{}, { periodMs: 60_000, delayMs: 240_000 }] },
  });
});

test('an author tells the linter what is fine, where and why', () => {
  const ignore = '  ignore: [{ rule: selects-all, at: /faults/0, reason: There is only one. }]';
  const parsed = parseDocument(`${smallExperiment}lint:\n${ignore}\n`, 'small.yml');
  expect(parsed.ok && parsed.document).toMatchObject({
    lint: [{ rule: 'selects-all', at: '/faults/0', reason: 'There is only one.' }],
  });
});

test('dates of a schedule are days of its zone, the last one included', () => {
  const text = fullExperiment.replace('flexibleWindow: PT15M', 'startDate: 2026-12-01, endDate: 2027-03-28');
  expect(documentOf(text)).toMatchObject({
    schedule: {
      startMs: Date.parse('2026-12-01T00:00:00+01:00'),
      endMs: Date.parse('2027-03-28T23:59:59+02:00'),
    },
  });
});

test('a game day may run by itself too, by the clock and after deployments', () => {
  const more =
    'schedule: { expression: at(2026-12-01T10:00:00), flexibleWindow: PT1H }\nafter: [ecs:shop/web]\nnotify';
  expect(documentOf(gameDay.replace('notify', more))).toMatchObject({
    schedule: { expression: 'at(2026-12-01T10:00:00)', zone: 'UTC', flexibleWindowMs: 3_600_000 },
    after: ['ecs:shop/web'],
  });
});
