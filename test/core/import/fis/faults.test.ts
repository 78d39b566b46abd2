import { describe, expect, test } from 'vitest';
import { imported, refusals, template } from './a-template.ts';

type Fault = {
  readonly name: string;
  readonly action: string;
  readonly startAfter?: string;
  readonly targets: Record<string, unknown>;
  readonly parameters?: Record<string, string>;
};

const faultsOf = (source: unknown, allow?: readonly string[]): readonly Fault[] =>
  Object(imported(source, allow).document).faults;

const { Web } = template.targets;
const { StopWeb } = template.actions;
const wait = (duration: string, startAfter: readonly string[] = []) => ({
  actionId: 'aws:fis:wait',
  parameters: { duration },
  startAfter,
});
const withActions = (actions: object) => ({ ...template, actions });
const withTarget = (target: object) => ({ ...template, targets: { Web: { ...Web, ...target } } });

describe('the order of actions', () => {
  const starts = (actions: object) => faultsOf(withActions(actions)).map(({ startAfter }) => startAfter);

  test.each([
    ['together where nothing is said', { a: StopWeb, b: StopWeb }, [undefined, undefined]],
    [
      'one after the end of the other',
      { a: StopWeb, b: { ...StopWeb, startAfter: ['a'] } },
      [undefined, 'PT5M'],
    ],
    ['after a wait', { w: wait('PT90S'), a: { ...StopWeb, startAfter: ['w'] } }, ['PT1M30S']],
    [
      'after the last of several',
      { w: wait('PT3M'), a: StopWeb, b: { ...StopWeb, startAfter: ['w', 'a'] } },
      [undefined, 'PT5M'],
    ],
    [
      'after a chain',
      { w: wait('PT1M'), v: wait('PT1M', ['w']), a: { ...StopWeb, startAfter: ['v'] } },
      ['PT2M'],
    ],
    ['a name alone is a list of one', { w: wait('PT1M'), a: { ...StopWeb, startAfter: 'w' } }, ['PT1M']],
  ])('faults start %s', (_, actions, expected) => {
    expect(starts(actions)).toEqual(expected);
  });

  test('an action that waits for itself, or for nobody, is told of and starts at once', () => {
    const source = withActions({
      a: { ...StopWeb, startAfter: ['b'] },
      b: { ...StopWeb, startAfter: ['a', 'nobody'] },
    });
    const { about } = imported(source);
    expect(
      [...about('/actions/b/startAfter/0'), ...about('/actions/a/startAfter/0')].map(({ what }) => what),
    ).toContain('refused');
    expect(about('/actions/b/startAfter/1')).toMatchObject([
      { what: 'refused', message: 'there is no action `nobody` to wait for' },
    ]);
  });

  test('after an action that takes no time the order is lost, and that is said', () => {
    const source = withActions({
      a: { ...StopWeb, actionId: 'aws:ec2:reboot-instances', parameters: {} },
      b: { ...StopWeb, startAfter: ['a'] },
    });
    expect(imported(source, ['aws:ec2:reboot-instances']).about('/actions/b/startAfter')).toMatchObject([
      { what: 'changed', fix: expect.stringContaining('startAfter') },
    ]);
  });

  test('a wait that cannot be read counts as none', () => {
    const source = withActions({ w: wait('soon'), a: { ...StopWeb, startAfter: ['w'] } });
    expect(imported(source).about('/actions/w')).toMatchObject([
      { message: expect.stringContaining('soon') },
    ]);
  });

  test('the delay that FIS does not have is refused with what to do', () => {
    expect(
      imported(withActions({ a: { ...StopWeb, startAfterDelay: 'PT5M' } })).about(
        '/actions/a/startAfterDelay',
      ),
    ).toMatchObject([
      {
        what: 'refused',
        message: '`startAfterDelay` is no field of an action, and FIS would refuse it',
        fix: expect.stringContaining('startAfter'),
      },
    ]);
  });
});

describe('actions', () => {
  test('one that cannot be undone is refused unless it is named', () => {
    const source = withActions({
      kill: { ...StopWeb, actionId: 'aws:ec2:terminate-instances', parameters: {} },
    });
    expect(refusals(source)).toContainEqual(
      expect.objectContaining({ fix: 'say `--allow aws:ec2:terminate-instances` if it is wanted' }),
    );
    expect(faultsOf(source, ['aws:ec2:terminate-instances'])).toMatchObject([
      { action: 'aws:ec2:terminate-instances' },
    ]);
  });

  test('one that is left out leaves the others, and the target that only it used', () => {
    const source = {
      ...withActions({
        a: StopWeb,
        kill: { actionId: 'aws:ec2:terminate-instances', targets: { Instances: 'All' } },
      }),
      targets: { Web, All: Web },
    };
    const { document, about } = imported(source);
    expect(Object(document).faults).toHaveLength(1);
    expect(about('/targets/All')).toMatchObject([
      { message: 'only actions that were left out use the target `All`' },
    ]);
  });

  test('a retired one is replaced by its successor', () => {
    const source = {
      ...withActions({
        a: {
          actionId: 'aws:dynamodb:encrypted-global-table-pause-replication',
          parameters: { duration: 'PT5M' },
          targets: { Tables: 'T' },
        },
      }),
      targets: {
        T: {
          resourceType: 'aws:dynamodb:encrypted-global-table',
          resourceTags: { a: 'b' },
          selectionMode: 'ALL',
        },
      },
    };
    expect(faultsOf(source)).toMatchObject([
      {
        action: 'aws:dynamodb:global-table-pause-replication',
        targets: { resourceType: 'aws:dynamodb:global-table' },
      },
    ]);
  });

  test.each([
    ['misspelt', 'aws:ec2:stop-instance', 'did you mean `aws:ec2:stop-instances`?'],
    ['missing', '', expect.any(String)],
    ['foreign', 'lambda/concurrency', 'write an id such as `aws:ec2:stop-instances`'],
  ])('a %s one is refused', (_, actionId, fix) => {
    expect(refusals(withActions({ a: { ...StopWeb, actionId } }))).toContainEqual(
      expect.objectContaining({ from: '/actions/a/actionId', fix }),
    );
  });

  test('one that nobody knows is carried, with a word about it', () => {
    const { document, about } = imported(withActions({ a: { ...StopWeb, actionId: 'aws:moon:eclipse' } }));
    expect(Object(document).faults).toMatchObject([{ action: 'aws:moon:eclipse' }]);
    expect(about('/actions/a/actionId')).toContainEqual(
      expect.objectContaining({ what: 'carried', fix: 'check that FIS has it' }),
    );
  });

  test('one on several targets is several faults', () => {
    const source = {
      ...withActions({ stop: { ...StopWeb, targets: { Instances: 'Web', More: 'Api' } } }),
      targets: { Web, Api: Web },
    };
    expect(faultsOf(source).map(({ name }) => name)).toEqual(['stop-web', 'stop-api']);
  });

  test('a target that is not there, or is not named, leaves the action out', () => {
    expect(refusals(withActions({ a: { ...StopWeb, targets: { Instances: 'Gone' } } }))).toContainEqual(
      expect.objectContaining({ from: '/actions/a/targets/Instances' }),
    );
    expect(refusals(withActions({ a: { ...StopWeb, targets: {} } }))).toContainEqual(
      expect.objectContaining({ fix: 'add `targets`' }),
    );
  });

  test('a wrong key of a target is told of', () => {
    expect(
      imported(withActions({ a: { ...StopWeb, targets: { Clusters: 'Web' } } })).about(
        '/actions/a/targets/Clusters',
      ),
    ).toMatchObject([
      { what: 'changed', message: expect.stringContaining('calls its target `Instances`, not `Clusters`') },
    ]);
  });

  test('what a document does has no target in FIS, so it is to be filled in', () => {
    const source = withActions({
      a: {
        actionId: 'aws:ssm:start-automation-execution',
        parameters: { documentArn: 'arn:aws:ssm:eu-west-1:111122223333:document/x', duration: 'PT3M' },
      },
    });
    const { document, about } = imported(source);
    expect(Object(document).faults[0]).toMatchObject({
      targets: { resourceType: 'fill-in:resource:type' },
      parameters: { maxDuration: 'PT3M' },
    });
    expect(about('/actions/a/parameters/duration')).toMatchObject([
      { what: 'changed', to: '/faults/0/parameters/maxDuration' },
    ]);
  });

  test('the description of an action is a comment', () => {
    expect(imported(withActions({ a: { ...StopWeb, description: 'Stop them.' } })).text).toContain(
      '  # Stop them.\n  - name: a',
    );
  });

  test('stopped instances are started again, if the template forgot it', () => {
    const { document, notes } = imported(withActions({ a: { ...StopWeb, parameters: {} } }));
    expect(Object(document).faults[0].parameters).toEqual({ startInstancesAfterDuration: 'PT5M' });
    expect(notes).toContainEqual(
      expect.objectContaining({ what: 'derived', to: '/faults/0/parameters/startInstancesAfterDuration' }),
    );
  });

  test('an alarm that must be OK is a probe; one that must fire cannot be', () => {
    const assert = (alarmStates: string) => ({
      actionId: 'aws:cloudwatch:assert-alarm-state',
      parameters: { alarmArns: 'arn:aws:cloudwatch:r:a:alarm:x,arn:aws:cloudwatch:r:a:alarm:y', alarmStates },
    });
    expect(
      Object(imported(withActions({ a: StopWeb, look: assert('OK') })).document)
        .steadyState.probes.map(Object)
        .map(({ alarm }: { alarm: string }) => alarm),
    ).toEqual(['shop-5xx', 'x', 'y']);
    expect(
      imported(withActions({ a: StopWeb, look: assert('OK,INSUFFICIENT_DATA') })).about('/actions/look'),
    ).toMatchObject([{ what: 'changed', message: expect.stringContaining('nothing but OK') }]);
    expect(imported(withActions({ a: StopWeb, look: assert('ALARM') })).about('/actions/look')).toMatchObject(
      [{ what: 'refused', message: expect.stringContaining('wants alarms to be ALARM') }],
    );
  });

  test('what no experiment can hold is refused: too many, too long, too late', () => {
    const many = Object.fromEntries(Array.from({ length: 22 }, (_, n) => [`a${n}`, StopWeb]));
    expect(faultsOf(withActions(many))).toHaveLength(20);
    const late = { w: wait('PT11H59M'), a: StopWeb, b: { ...StopWeb, startAfter: ['w'] } };
    expect(faultsOf(withActions(late))).toHaveLength(1);
    const arns = Array.from({ length: 30 }, (_, n) => `arn:aws:ec2:eu-west-1:111122223333:instance/i-${n}`);
    expect(
      faultsOf({
        ...withActions({ a: StopWeb, b: { ...StopWeb, targets: { Instances: 'B' } } }),
        targets: { Web: { ...Web, resourceArns: arns }, B: { ...Web, resourceArns: arns } },
      }),
    ).toHaveLength(1);
  });
});

describe('parameters', () => {
  const stress = (parameters: object) =>
    withActions({
      a: {
        actionId: 'aws:ssm:send-command',
        parameters: {
          documentArn: 'arn:aws:ssm:eu-west-1::document/AWSFIS-Run-CPU-Stress',
          duration: 'PT5M',
          ...parameters,
        },
        targets: { Instances: 'Web' },
      },
    });
  const parametersOf = (parameters: object) => faultsOf(stress(parameters))[0]?.parameters;

  test.each([
    [{ documentVersion: 3 }, { documentVersion: '3' }],
    [{ documentParameters: { DurationSeconds: '60' } }, { documentParameters: '{"DurationSeconds":"60"}' }],
    [
      { documentArn: 'arn:aws:ssm:<YOUR REGION>::document/x' },
      { documentArn: 'arn:aws:ssm:FILL-IN-YOUR-REGION::document/x' },
    ],
    [
      { documentParameters: '{"commands": ["echo $PATH > <out"]}' },
      { documentParameters: '{"commands": ["echo $PATH > <out"]}' },
    ],
    [{ duration: '{{ minutes }}' }, { duration: 'PT5M' }],
  ])('%j', (given, expected) => {
    expect(parametersOf(given)).toMatchObject(expected);
  });

  test('one that the action does not have is carried and told of', () => {
    expect(
      imported(stress({ documentParameter: '{}' })).about('/actions/a/parameters/documentParameter'),
    ).toMatchObject([{ what: 'carried', fix: 'did you mean `documentParameters`?' }]);
    expect(imported(stress({ xyz: '1' })).about('/actions/a/parameters/xyz')).toMatchObject([
      { fix: 'remove it, or correct its name' },
    ]);
    const still = {
      ...template.actions.StopWeb,
      parameters: { ...template.actions.StopWeb.parameters, duration: 'PT9M' },
    };
    expect(
      imported(withActions({ a: still })).notes.filter(
        ({ from }) => from === '/actions/a/parameters/duration',
      ),
    ).toHaveLength(1);
  });

  test('a secret in one is told of', () => {
    expect(
      imported(stress({ documentParameters: '{"DBPassword":"hunter2"}' })).about(
        '/actions/a/parameters/documentParameters',
      ),
    ).toMatchObject([{ fix: expect.stringContaining('Secrets Manager') }]);
  });

  test('one that is needed and missing is told of', () => {
    const source = withActions({
      a: {
        actionId: 'aws:network:disrupt-connectivity',
        parameters: { duration: 'PT5M' },
        targets: { Subnets: 'S' },
      },
    });
    const { notes } = imported({
      ...source,
      targets: { S: { ...Web, resourceType: 'aws:ec2:subnet', filters: [] } },
    });
    expect(notes).toContainEqual(expect.objectContaining({ to: '/faults/0', fix: 'add `parameters.scope`' }));
  });

  test.each([[{ duration: '5 minutes' }], [{ documentParameters: 'x'.repeat(1025) }]])(
    'a fault cannot be made with %j',
    (parameters) => {
      expect(refusals(stress(parameters))).toContainEqual(
        expect.objectContaining({ from: expect.stringContaining('/actions/a/parameters/') }),
      );
    },
  );

  test('one without a value is refused', () => {
    expect(
      imported(stress({ documentVersion: null })).about('/actions/a/parameters/documentVersion'),
    ).toMatchObject([{ what: 'refused', message: 'it has no value' }]);
  });
});

describe('targets', () => {
  const targetsOf = (target: object) => faultsOf(withTarget(target))[0]?.targets;
  const arn = 'arn:aws:ec2:eu-west-1:111122223333:instance/i-1';

  test.each([
    ['ARNs', { resourceArns: [arn], resourceTags: undefined }, { arns: [arn] }],
    ['ARNs rather than tags', { resourceArns: [arn, arn] }, { arns: [arn] }],
    ['an ARN alone', { resourceArns: arn }, { arns: [arn] }],
    [
      'what is no ARN',
      { resourceArns: ['i-1'] },
      { arns: ['arn:aws:ec2:FILL-IN-region:FILL-IN-account:i-1'] },
    ],
    [
      'an ARN with words to replace',
      { resourceArns: ['arn:aws:ec2:REGION:ACCOUNT_ID:instance/i-1'] },
      { arns: ['arn:aws:ec2:FILL-IN-REGION:FILL-IN-ACCOUNT-ID:instance/i-1'] },
    ],
    [
      'an ARN nobody knows',
      { resourceArns: ['$INSTANCE_ARN'] },
      { arns: ['arn:aws:ec2:FILL-IN-region:FILL-IN-account:FILL-IN-INSTANCE-ARN'] },
    ],
    ['nothing but a type', { resourceTags: {} }, { tags: { 'firedrill:consent': 'allowed' } }],
    ['a group', { resourceTags: { 'aws:autoscaling:groupName': 'web' } }, { autoScalingGroup: 'web' }],
    ['a stack', { resourceTags: { 'aws:cloudformation:stack-name': 'shop' } }, { stack: 'shop' }],
    [
      'the consent tag beside others',
      { resourceTags: { tier: 'web', 'firedrill:consent': 'allowed' } },
      { tags: { tier: 'web' } },
    ],
    ['tags and parameters', { parameters: { x: 'y' } }, { tags: { tier: 'web' }, parameters: { x: 'y' } }],
    ['parameters alone', { resourceTags: undefined, parameters: { x: 'y' } }, { parameters: { x: 'y' } }],
  ])('are chosen by %s', (_, target, expected) => {
    expect(targetsOf(target)).toMatchObject(expected);
  });

  test.each([
    ['COUNT(2)', 'COUNT(2)'],
    ['count( 2 )', 'COUNT(2)'],
    ['RANDOM(1)', 'COUNT(1)'],
    [undefined, 'COUNT(1)'],
    ['PERCENT(33)', 'PERCENT(33)'],
    [2, 'COUNT(1)'],
  ])('%s of them is %s', (selectionMode, select) => {
    expect(targetsOf({ selectionMode })).toMatchObject({ select });
  });

  test('more than are named is all of them', () => {
    expect(targetsOf({ resourceArns: [arn], selectionMode: 'COUNT(3)' })).toMatchObject({ select: 'ALL' });
  });

  test('the type is the one that the action takes, where none is given', () => {
    expect(targetsOf({ resourceType: undefined })).toMatchObject({ resourceType: 'aws:ec2:instance' });
    expect(
      refusals({
        ...withTarget({ resourceType: 'Instances!' }),
        actions: { a: { ...StopWeb, actionId: 'aws:moon:eclipse' } },
      }),
    ).toContainEqual(expect.objectContaining({ fix: 'add `resourceType`' }));
  });

  test('one of another type than the action takes is carried and told of', () => {
    expect(
      imported(withTarget({ resourceType: 'aws:rds:db' })).about('/targets/Web/resourceType'),
    ).toMatchObject([{ what: 'carried', fix: expect.stringContaining('aws:ec2:instance') }]);
  });

  test('a filter or a tag that cannot be read is to be filled in, as without it more would be hit', () => {
    const filters = [{ path: 'State.Name' }, { path: 'VpcId', values: ['<VPC>'] }, 'x'];
    const { document, about } = imported(withTarget({ filters, resourceTags: { tier: null } }));
    expect(Object(document).faults[0].targets).toMatchObject({
      tags: { tier: 'FILL-IN' },
      filters: [
        { path: 'State.Name', values: ['FILL-IN'] },
        { path: 'VpcId', values: ['FILL-IN-VPC'] },
        { path: 'FILL-IN', values: ['FILL-IN'] },
      ],
    });
    expect(about('/targets/Web/filters/0')).toMatchObject([{ what: 'changed', fix: expect.any(String) }]);
  });

  test('too many filters leave the fault out', () => {
    const filters = Array(21).fill({ path: 'a', values: ['b'] });
    expect(refusals(withTarget({ filters }))).toContainEqual(
      expect.objectContaining({ from: '/targets/Web/filters' }),
    );
  });

  test.each([
    [
      Object.fromEntries([
        ['__proto__', 'x'],
        ['tier', 'web'],
        ['<KEY>', 'v'],
      ]),
      { 'FILL-IN': 'x', tier: 'web', 'FILL-IN-KEY': 'v' },
    ],
    ['{{ tags }}', { 'FILL-IN': 'FILL-IN' }],
    [{ tier: 'x'.repeat(2000) }, { tier: 'FILL-IN' }],
  ])('tags %j', (resourceTags, tags) => {
    expect(targetsOf({ resourceTags })).toMatchObject({ tags });
  });

  test('parameters beside ARNs leave the fault out, as they would narrow what is hit', () => {
    expect(
      refusals(withTarget({ resourceArns: [arn], resourceTags: undefined, parameters: { x: 'y' } })),
    ).toContainEqual(expect.objectContaining({ from: '/targets/Web/parameters' }));
  });

  test('two faults that shared a target choose for themselves, which is said where it matters', () => {
    const { about } = imported(withActions({ a: StopWeb, b: StopWeb }));
    const note = {
      what: 'changed',
      to: '/faults/1/targets/select',
      message: expect.stringContaining('the same as `a`'),
    };
    expect(about('/targets/Web/selectionMode')).toContainEqual(expect.objectContaining(note));
    const all = imported({ ...withTarget({ selectionMode: 'ALL' }), actions: { a: StopWeb, b: StopWeb } });
    expect(all.about('/targets/Web/selectionMode').map(({ what }) => what)).toEqual(['carried', 'carried']);
  });

  test('one that no action uses is told of', () => {
    expect(imported({ ...template, targets: { Web, Idle: Web } }).about('/targets/Idle')).toMatchObject([
      { message: 'no action uses the target `Idle`' },
    ]);
  });

  test('more ARNs than an experiment names leave the fault out', () => {
    const resourceArns = Array.from({ length: 51 }, (_, n) => `${arn}${n}`);
    expect(refusals(withTarget({ resourceArns }))).toContainEqual(
      expect.objectContaining({ from: '/targets/Web/resourceArns' }),
    );
  });
});
