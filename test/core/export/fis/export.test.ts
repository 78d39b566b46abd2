import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../../../core/documents/parse-document.ts';
import type { Experiment } from '../../../../core/experiment.ts';
import { exportFis } from '../../../../core/export/fis/export.ts';

const written = {
  kind: 'Experiment',
  name: 'web-stops',
  title: 'It holds',
  owner: 'team@example.com',
  purpose: 'We want to know',
  steadyState: { holdFor: 'PT1M', probes: [{ name: 'errors', type: 'alarm', alarm: 'shop-5xx' }] },
  faults: [
    {
      name: 'stop',
      action: 'aws:ec2:stop-instances',
      targets: { resourceType: 'aws:ec2:instance', tags: { tier: 'web' }, select: 'COUNT(1)' },
      parameters: { startInstancesAfterDuration: 'PT3M' },
    },
  ],
  recovery: { within: 'PT3M' },
  limits: { maxDuration: 'PT15M', maxTargets: 9, maxPercent: 34.5 },
};

const [fault] = written.faults;

const experimentOf = (changes: object): Experiment => {
  const parsed = parseDocument(JSON.stringify({ ...written, ...changes }), 'a.yml');
  if (!parsed.ok || parsed.document.kind !== 'Experiment') throw new Error(JSON.stringify(parsed));
  return parsed.document;
};

const exported = (changes: object = {}, options = {}) => {
  const { template, notes } = exportFis(experimentOf(changes), options);
  if (template === undefined) throw new Error(JSON.stringify(notes));
  const about = (from: string) => notes.filter((note) => note.from === from);
  return { template, notes, about };
};

test('an experiment is a template, with what FIS has no field for in tags', () => {
  const { template } = exported({}, { roleArn: 'arn:aws:iam::111122223333:role/fis', region: 'eu-west-1' });
  expect(template).toEqual({
    description: 'It holds\n\nWe want to know',
    targets: {
      stop: {
        resourceType: 'aws:ec2:instance',
        resourceTags: { tier: 'web', 'firedrill:consent': 'allowed' },
        selectionMode: 'COUNT(1)',
      },
    },
    actions: {
      stop: {
        actionId: 'aws:ec2:stop-instances',
        parameters: { startInstancesAfterDuration: 'PT3M' },
        targets: { Instances: 'stop' },
      },
    },
    stopConditions: [
      { source: 'aws:cloudwatch:alarm', value: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:shop-5xx' },
    ],
    roleArn: 'arn:aws:iam::111122223333:role/fis',
    tags: {
      Name: 'web-stops',
      'firedrill:owner': 'team@example.com',
      'firedrill:hold-for': 'PT1M',
      'firedrill:recover-within': 'PT3M',
      'firedrill:max-duration': 'PT15M',
      'firedrill:max-targets': '9',
      'firedrill:max-percent': '34.5',
    },
    experimentOptions: { accountTargeting: 'single-account', emptyTargetResolutionMode: 'fail' },
  });
});

test('what only an account can tell is to be filled in', () => {
  const { template, about, notes } = exported();
  expect(template.roleArn).toContain('FILL-IN');
  expect(template.stopConditions[0]?.value).toContain('FILL-IN-region:FILL-IN-account');
  expect(about('/steadyState/probes/0')).toMatchObject([{ fix: expect.stringContaining('--alarm-region') }]);
  expect(notes).toContainEqual(expect.objectContaining({ to: '/roleArn', fix: 'say --role-arn' }));
});

describe('what FIS cannot express is told of', () => {
  test.each([
    ['/guards', { guards: { quietAlarms: ['x'] } }],
    ['/guards', { guards: { deployments: ['codepipeline:shop'] } }],
    ['/expect', { expect: [{ alarm: 'shop-slow', within: 'PT1M' }] }],
    ['/approval', { approval: { required: true } }],
    ['/schedule', { schedule: { expression: 'rate(7 days)', zone: 'UTC' } }],
    ['/after', { after: ['codepipeline:shop'] }],
    ['/notify', { notify: [{ channel: 'slack:#shop', on: ['failed'] }] }],
    ['/lint', { lint: { ignore: [{ rule: 'selects-all', reason: 'it is small' }] } }],
    ['/owner', { owner: 'team <shop>' }],
    ['/purpose', { purpose: 'x'.repeat(600) }],
    ['/title', { title: 'x'.repeat(600) }],
  ])('%s', (from, changes) => {
    expect(exported(changes).about(from)).toMatchObject([{ what: expect.stringMatching(/refused|changed/) }]);
  });

  test('probes that are no alarms, and more alarms than it takes', () => {
    const alarm = (n: number) => ({ name: `a-${n}`, type: 'alarm', alarm: `a-${n}` });
    const http = { name: 'page', type: 'http', url: 'https://shop.example.com/' };
    const many = exported({
      steadyState: { holdFor: 'PT1M', probes: [...Array.from({ length: 6 }, (_, n) => alarm(n)), http] },
    });
    expect(many.template.stopConditions).toHaveLength(5);
    expect([...many.about('/steadyState/probes/5'), ...many.about('/steadyState/probes/6')]).toMatchObject([
      { what: 'refused' },
      { what: 'refused' },
    ]);
    const alone = exported({ steadyState: { holdFor: 'PT1M', probes: [http] } });
    expect(alone.template.stopConditions).toEqual([{ source: 'none' }]);
  });

  test('another consent tag is one of the tags', () => {
    const { template } = exported({
      limits: { ...written.limits, consentTag: { key: 'chaos', value: 'yes' } },
    });
    expect(template.targets.stop?.resourceTags).toEqual({ tier: 'web', chaos: 'yes' });
    expect(template.tags).toMatchObject({
      'firedrill:consent-key': 'chaos',
      'firedrill:consent-value': 'yes',
    });
  });
});

describe('faults', () => {
  const withFaults = (...faults: readonly object[]) =>
    exported({ faults: faults.map((one, n) => ({ ...fault, name: `f-${n}`, ...one })) });

  test('one that starts later waits for a wait, which others share', () => {
    const { template, about } = withFaults(
      {},
      { startAfter: 'PT2M' },
      { startAfter: 'PT2M' },
      { startAfter: 'PT30S' },
    );
    expect(
      Object.entries(template.actions).map(([name, { actionId, startAfter }]) => [
        name,
        actionId,
        startAfter,
      ]),
    ).toEqual([
      ['f-0', 'aws:ec2:stop-instances', undefined],
      ['wait-pt2m', 'aws:fis:wait', undefined],
      ['f-1', 'aws:ec2:stop-instances', ['wait-pt2m']],
      ['f-2', 'aws:ec2:stop-instances', ['wait-pt2m']],
      ['wait-pt1m', 'aws:fis:wait', undefined],
      ['f-3', 'aws:ec2:stop-instances', ['wait-pt1m']],
    ]);
    expect(about('/faults/3/startAfter')).toMatchObject([{ message: 'FIS waits a minute at least' }]);
  });

  const instances = (count: number) =>
    Array.from({ length: count }, (_, n) => `arn:aws:ec2:eu-west-1:111122223333:instance/i-${n}`);
  const named = (count: number, select: string) => ({
    targets: { resourceType: 'aws:ec2:instance', arns: instances(count), select },
  });

  test('more than five ARNs are several targets, if all of them are meant', () => {
    const { template } = withFaults(named(7, 'ALL'));
    expect(Object.values(template.targets).map(({ resourceArns }) => resourceArns?.length)).toEqual([5, 2]);
    expect(Object.keys(template.actions)).toEqual(['f-0', 'f-0-2']);
    expect(withFaults({}, named(7, 'COUNT(2)')).about('/faults/1/targets')).toMatchObject([
      { what: 'refused', fix: expect.any(String) },
    ]);
  });

  test.each([
    [{ autoScalingGroup: 'web' }, { 'aws:autoscaling:groupName': 'web' }],
    [{ stack: 'shop' }, { 'aws:cloudformation:stack-name': 'shop' }],
    [{ parameters: { x: 'y' } }, undefined],
  ])('targets chosen by %j', (by, tags) => {
    const { template } = withFaults({
      targets: { resourceType: 'aws:ec2:instance', ...by, select: 'PERCENT(50)' },
    });
    expect(template.targets['f-0']?.resourceTags).toEqual(
      tags && { ...tags, 'firedrill:consent': 'allowed' },
    );
  });

  test('what FIS cannot do is left out, and nothing at all is no template', () => {
    const ours = {
      action: 'lambda/concurrency',
      targets: { resourceType: 'aws:lambda:function', tags: { a: 'b' }, select: 'ALL' },
    };
    expect(withFaults({}, ours).about('/faults/1')).toMatchObject([{ what: 'refused' }]);
    expect(withFaults({}, { action: 'aws:moon:eclipse' }).about('/faults/1')).toMatchObject([
      { what: 'refused' },
    ]);
    expect(exportFis(experimentOf({ faults: [{ ...ours, name: 'a' }] }), {}).template).toBeUndefined();
  });

  test('what a document does has no target in FIS', () => {
    const { template, about } = withFaults({
      action: 'aws:ssm:start-automation-execution',
      parameters: { documentArn: 'arn:x', maxDuration: 'PT5M' },
    });
    expect(template.actions['f-0']).toEqual({
      actionId: 'aws:ssm:start-automation-execution',
      parameters: { documentArn: 'arn:x', maxDuration: 'PT5M' },
    });
    expect(about('/faults/0/targets')).toMatchObject([{ what: 'refused' }]);
  });

  test('more actions than FIS takes are told of', () => {
    const faults = Array.from({ length: 20 }, (_, n) => ({ startAfter: n === 0 ? 'PT1M' : 'PT0S' }));
    expect(withFaults(...faults).about('/faults')).toMatchObject([
      { what: 'refused', fix: 'split the experiment' },
    ]);
  });
});
