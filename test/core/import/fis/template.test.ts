import { describe, expect, test } from 'vitest';
import { imported, refusals, template } from './a-template.ts';

test('a template is an experiment: what is hit, for how long, and what stops it', () => {
  expect(imported(template).document).toEqual({
    kind: 'Experiment',
    name: 'half-of-the-web',
    title: 'Half of the web tier stops',
    owner: 'team-shop',
    purpose: 'FILL-IN: why is it worth the risk?',
    steadyState: { holdFor: 'PT1M', probes: [{ name: 'shop-5xx', type: 'alarm', alarm: 'shop-5xx' }] },
    faults: [
      {
        name: 'stop-web',
        action: 'aws:ec2:stop-instances',
        targets: {
          resourceType: 'aws:ec2:instance',
          tags: { tier: 'web' },
          filters: [{ path: 'State.Name', values: ['running'] }],
          select: 'PERCENT(50)',
        },
        parameters: { startInstancesAfterDuration: 'PT5M' },
      },
    ],
    recovery: { within: 'PT5M' },
    limits: { maxDuration: 'PT10M', maxTargets: 1, maxPercent: 50 },
  });
});

test('it may be as the API answers, with what AWS keeps for itself', () => {
  const { document, about } = imported({
    experimentTemplate: { ...template, id: 'EXT1', arn: 'arn:x', creationTime: 1 },
    ResponseMetadata: { RequestId: 'x' },
  });
  expect(document).toEqual(imported(template).document);
  expect(about('/experimentTemplate/id')).toMatchObject([{ what: 'refused' }]);
});

test('it may stand inside something else, which is told of', () => {
  const { document, about } = imported({ kind: 'FisTemplate', spec: { forProvider: template } });
  expect(document).toEqual(imported(template).document);
  expect(about('/kind')).toMatchObject([{ what: 'refused' }]);
});

test('what FIS lacks is derived, and is said to be filled in', () => {
  const { notes } = imported({
    ...template,
    description: '',
    stopConditions: [{ source: 'none' }],
    tags: {},
  });
  const derived = notes
    .filter(({ what, fix }) => what === 'derived' && fix !== undefined)
    .map(({ to }) => to);
  expect(derived).toEqual(
    expect.arrayContaining([
      '/title',
      '/purpose',
      '/owner',
      '/steadyState/probes/0',
      '/steadyState/holdFor',
      '/recovery',
      '/limits',
    ]),
  );
});

test('what no experiment has is refused with the reason', () => {
  const { about } = imported({
    ...template,
    logConfiguration: { logSchemaVersion: 2, s3Configuration: { bucketName: 'b' } },
    experimentReportConfiguration: { outputs: { s3Configuration: { bucketName: 'b' } } },
  });
  for (const field of ['/roleArn', '/logConfiguration', '/experimentReportConfiguration'])
    expect(about(field)).toMatchObject([{ what: 'refused' }]);
});

describe('the options of an experiment', () => {
  test('no target is a failure here, whatever FIS was told', () => {
    const options = { accountTargeting: 'single-account', emptyTargetResolutionMode: 'skip' };
    const { about } = imported({ ...template, experimentOptions: options });
    expect(about('/experimentOptions/emptyTargetResolutionMode')).toMatchObject([
      { what: 'changed', message: expect.stringContaining('nothing was tested') },
    ]);
    expect(about('/experimentOptions/accountTargeting')).toMatchObject([{ what: 'carried' }]);
  });

  test('several accounts become one, which is said at the head of the document', () => {
    const { text } = imported({ ...template, experimentOptions: { accountTargeting: 'multi-account' } });
    expect(text).toMatch(/^# the template hits several accounts; an experiment runs in one/);
  });
});

describe('stop conditions', () => {
  const probesOf = (stopConditions: unknown) =>
    Object(imported({ ...template, stopConditions }).document).steadyState.probes;

  test.each([
    ['an ARN becomes the name', 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:a b:c', 'a b:c'],
    ['a name stays', 'shop-5xx', 'shop-5xx'],
    [
      'what is to be filled in stays so',
      'arn:aws:cloudwatch:eu-west-1:<ACCOUNT>:alarm:<ALARM NAME>',
      'FILL-IN-ALARM-NAME',
    ],
  ])('%s', (_, value, alarm) => {
    expect(probesOf([{ source: 'aws:cloudwatch:alarm', value }])).toMatchObject([{ type: 'alarm', alarm }]);
  });

  test('two alarms have two names, and one alarm twice is one probe', () => {
    const values = ['arn:a:b:c:d:alarm:Web/5xx', 'arn:a:b:c:d:alarm:web 5xx', 'arn:a:b:c:d:alarm:Web/5xx'];
    expect(probesOf(values.map((value) => ({ source: 'aws:cloudwatch:alarm', value })))).toMatchObject([
      { name: 'web-5xx' },
      { name: 'web-5xx-2' },
    ]);
  });

  test.each([
    [[]],
    [[{ source: 'none' }]],
    [[{ source: 'aws:moon', value: 'x' }]],
    ['none'],
    [[{ source: 'aws:cloudwatch:alarm', value: '' }]],
  ])('without an alarm there is a placeholder: %j', (stopConditions) => {
    expect(probesOf(stopConditions)).toMatchObject([{ alarm: expect.stringContaining('FILL-IN') }]);
  });

  test('more alarms than an experiment has probes are refused by name', () => {
    const stopConditions = Array.from({ length: 22 }, (_, n) => ({
      source: 'aws:cloudwatch:alarm',
      value: `alarm-${n}`,
    }));
    expect(probesOf(stopConditions)).toHaveLength(20);
    expect(imported({ ...template, stopConditions }).about('/stopConditions/21')).toMatchObject([
      { what: 'refused' },
    ]);
  });
});

test('of pods no share can be kept, as nobody knows how many there are', () => {
  const pods = { resourceType: 'aws:eks:pod', parameters: { namespace: 'shop' }, selectionMode: 'COUNT(1)' };
  const stress = {
    actionId: 'aws:eks:pod-cpu-stress',
    parameters: { duration: 'PT5M', kubernetesServiceAccount: 'fis' },
    targets: { Pods: 'P' },
  };
  expect(imported({ ...template, targets: { P: pods }, actions: { stress } }).document).toMatchObject({
    limits: { maxTargets: 1, maxPercent: 100 },
  });
});

describe('what it is about', () => {
  const documentOf = (changes: object, name?: string) =>
    Object(imported({ ...template, ...changes, ...(name && { name }) }).document);

  test('title and purpose are what stands before and after the empty line of the description', () => {
    expect(documentOf({ description: 'It holds.\n\nWe want to\nknow.' })).toMatchObject({
      title: 'It holds.',
      purpose: 'We want to\nknow.',
    });
  });

  test('a hypothesis kept in a tag is the title', () => {
    expect(documentOf({ tags: { Hypothesis: 'Nobody notices' } })).toMatchObject({
      title: 'Nobody notices',
      purpose: 'Half of the web tier stops',
    });
    expect(documentOf({ description: '', tags: { Hypothesis: 'Nobody notices' } })).toMatchObject({
      title: 'Nobody notices',
      purpose: expect.stringContaining('FILL-IN'),
    });
  });

  test.each([
    [{ Name: '<YOUR NAME>' }, 'imported-experiment'],
    [{ Name: '部署' }, 'imported-experiment'],
    [{ Name: 'Web Tier / Stop' }, 'web-tier-stop'],
  ])('the name comes from %j', (tags, name) => {
    expect(documentOf({ tags })).toMatchObject({ name });
  });

  test('an owner to be filled in stays one', () => {
    expect(documentOf({ tags: { owner: '{{ team }}' } })).toMatchObject({ owner: 'FILL-IN-team' });
  });

  test('a description longer than FIS allows is refused', () => {
    expect(documentOf({ description: 'é'.repeat(600) }).title).toContain('FILL-IN');
  });
});

test.each([
  ['nothing of FIS', { a: 1 }, 'there is no FIS experiment template in it'],
  ['no map', ['a'], 'there is no FIS experiment template in it'],
  ['an experiment that ran', { experiment: { id: 'EXP1' } }, 'this is an experiment that has run'],
  ['a list without contents', { experimentTemplates: [] }, 'this is a list of templates'],
])('%s is refused, with what to do', (_, source, message) => {
  expect(refusals(source)).toMatchObject([
    { message: expect.stringContaining(message), fix: expect.any(String) },
  ]);
});
