import { expect, test } from 'vitest';
import { importChaosToolkit, isChaosToolkit } from '../../../../core/import/chaos-toolkit/import.ts';
import { notesOf } from '../../../../core/import/shared/imported.ts';
import { action, imported, probe, python, ref, saidOf, source } from './support/an-import.ts';

test('title, description, tags and contributions are found again', () => {
  const { experiment } = imported({ tags: ['aws', 'ec2'], contributions: { availability: 'high' } });
  expect(experiment).toMatchObject({
    name: 'the-shop-stays-up-when-an-instance-stops',
    title: 'The shop stays up when an instance stops',
    purpose:
      'We lose one every month. Steady state: Users are served. Tags: aws, ec2. Contributes to availability (high).',
  });
});

test('variables are filled in: values, defaults, and a placeholder where nothing is known', () => {
  const configuration = {
    aws_region: { type: 'env', key: 'REGION', default: 'eu-west-1' },
    wait: { type: 'env', key: 'WAIT', env_var_type: 'int', default: 120 },
    database: { type: 'env', key: 'DB' },
    site: 'shop',
    spare: 1,
  };
  const provider = { type: 'http', url: `https://${ref('site')}.example.com/${ref('nobody')}` };
  const reboot = action(
    'rds.actions.reboot_db_instance',
    { db_instance_identifier: ref('database') },
    { pauses: { after: ref('wait') } },
  );
  const { experiment, notes } = imported({
    configuration,
    'steady-state-hypothesis': { title: 'Users are served', probes: [probe(200, provider)] },
    method: [reboot, action('ec2.actions.stop_instance', { instance_id: 'i-1' })],
  });
  expect(experiment.steadyState.probes[0]).toMatchObject({ url: 'https://shop.example.com/FILL-IN-nobody' });
  expect(experiment.faults[0]?.targets.arns).toEqual([
    'arn:aws:rds:eu-west-1:FILL-IN-account:db:FILL-IN-database',
  ]);
  expect(experiment.faults[1]?.startAfterMs).toBe(120_000);
  expect(saidOf({ notes }, '/configuration/spare')).toMatch(/^refused: nothing/);
  expect(saidOf({ notes }, '/configuration/database')).toMatch(
    /^changed: it came from an environment variable/,
  );
});

test('no secret gets into the document or the notes, whatever refers to it', () => {
  const secrets = { aws: { aws_access_key_id: 'AKIAVERYSECRET', token: { type: 'env', key: 'TOKEN_NAME' } } };
  const provider = { type: 'http', url: `https://shop.example.com/?key=${ref('token')}`, secrets: ['aws'] };
  const result = imported({
    secrets,
    'steady-state-hypothesis': { title: 'Users are served', probes: [probe(200, provider)] },
  });
  expect(JSON.stringify(result)).not.toMatch(/AKIAVERYSECRET|TOKEN_NAME/);
  expect(saidOf(result, '/secrets/aws')).toMatch(/^refused: no secret is copied/);
});

test('pauses are when faults begin and how long they last', () => {
  const stop = (name: string, pauses: object, more = {}) =>
    action('ec2.actions.stop_instance', { instance_id: 'i-1' }, { name, pauses, ...more });
  const { experiment } = imported({
    method: [
      stop('first', { before: 30, after: 60 }),
      stop('aside', { before: 10, after: 600 }, { background: true }),
      { type: 'pause', duration: 30 },
      stop('last', { before: 30, after: 120 }),
    ],
  });
  expect(
    experiment.faults.map(({ name, startAfterMs, durationMs }) => [name, startAfterMs, durationMs]),
  ).toEqual([
    ['first', 0, 670_000],
    ['aside', 70_000, 600_000],
    ['last', 120_000, 550_000],
  ]);
});

test('a method that waits for nothing gives its faults five minutes', () => {
  expect(imported().experiment.faults[0]).toMatchObject({ durationMs: 300_000 });
});

test('rollbacks are replaced where they take a fault back, and refused where they are anything else', () => {
  const start = action('ec2.actions.start_instances', { instance_ids: ['i-0abc'] });
  const process = {
    type: 'action',
    name: 'clean',
    provider: { type: 'process', path: 'rm', arguments: '-rf x' },
  };
  const result = imported({ rollbacks: [start, process] });
  expect(saidOf(result, '/rollbacks/0')).toMatch(
    /^changed: the rollback .* is replaced: Firedrill puts back/,
  );
  expect(saidOf(result, '/rollbacks/1')).toMatch(/^refused: rollback: it starts a process/);
});

test('a reference is the activity that it names', () => {
  const stop = action('ec2.actions.stop_instance', { instance_id: 'i-1' }, { name: 'stop' });
  const result = imported({ method: [stop, { ref: 'stop' }, { ref: 'front-page' }, { ref: 'nobody' }] });
  expect(result.experiment.faults.map(({ name }) => name)).toEqual(['stop', 'stop-2']);
  expect(saidOf(result, '/method/2')).toContain('it is read all the time anyway');
  expect(saidOf(result, '/method/3')).toContain('refers to `nobody`, which is nowhere');
});

test('a process says what would do instead, where that can be guessed', () => {
  const run = (args: string) => ({
    type: 'action',
    name: 'x',
    provider: { type: 'process', path: 'aws', arguments: args },
  });
  const method = [...(source().method as object[]), run('lambda put-function-concurrency'), run('s3 ls')];
  const result = imported({ method });
  expect(saidOf(result, '/method/1')).toContain('throttle with `lambda/concurrency`');
  expect(saidOf(result, '/method/2')).toMatch(/Firedrill runs on none$/);
});

test('controls, strategies and a dry run are refused, each where it stands', () => {
  const control = { name: 'upload', provider: { type: 'python', module: 'chaosaws.s3.controls.upload' } };
  const strategies = { hypothesis: { strategy: 'continuously' }, rollbacks: { strategy: 'always' } };
  const result = imported({
    controls: [control],
    runtime: strategies,
    dry: true,
    extensions: [{ name: 'x' }],
  });
  expect(saidOf(result, '/controls/0')).toContain('reports are kept in the bucket');
  expect(saidOf(result, '/runtime/hypothesis')).toContain('before, during and after');
  expect(saidOf(result, '/runtime/rollbacks')).toContain('every fault is undone');
  for (const pointer of ['/dry', '/extensions']) expect(saidOf(result, pointer)).toMatch(/^refused: /);
});

test('a probe in the method judges nothing, and says so', () => {
  const look = probe(200, { type: 'http', url: 'https://shop.example.com/' }, { name: 'look' });
  const result = imported({ method: [...(source().method as object[]), look] });
  expect(saidOf(result, '/method/1')).toMatch(/judges nothing; add it to `steadyState.probes`/);
});

test('without a probe that can be carried there is an alarm to fill in', () => {
  const { experiment, notes } = imported({ 'steady-state-hypothesis': undefined });
  expect(experiment.steadyState.probes).toEqual([
    { name: 'stop-alarm', type: 'alarm', alarm: expect.stringContaining('FILL-IN') },
  ]);
  expect(notes.find(({ to }) => to === '/steadyState/probes/0')).toMatchObject({ what: 'derived' });
});

test('instances chosen by tag, zone and group are chosen the same way', () => {
  const choose = (args: object) =>
    imported({ method: [action('ec2.actions.stop_instances', { ...args })] }).experiment.faults[0]?.targets;
  expect(
    choose({
      filters: [
        { Name: 'tag:app', Values: ['shop'] },
        { Name: 'instance-state-name', Values: ['running'] },
      ],
      az: 'eu-central-1a',
    }),
  ).toMatchObject({
    tags: { app: 'shop' },
    filters: [
      { path: 'State.Name', values: ['running'] },
      { path: 'Placement.AvailabilityZone', values: ['eu-central-1a'] },
    ],
    select: { mode: 'ALL' },
  });
  expect(choose({ filters: [{ Name: 'tag:aws:autoscaling:groupName', Values: ['web'] }] })).toMatchObject({
    autoScalingGroup: 'web',
  });
  expect(choose({ az: 'eu-central-1a' })).toMatchObject({ tags: { 'FILL-IN-tag': 'FILL-IN-value' } });
});

test.each([
  [{}, /every instance of the Region/],
  [{ filters: [{ Name: 'tag:app', Values: ['shop*'] }] }, /has a wildcard/],
  [{ filters: [{ Name: 'tag:app', Values: ['a', 'b'] }] }, /has several values/],
  [{ filters: [{ Name: 'owner-id', Values: ['1'] }] }, /has no counterpart in FIS/],
])('stop_instances with %j is refused: it would hit something else', (args, why) => {
  const result = importChaosToolkit(source({ method: [action('ec2.actions.stop_instances', args)] }), {
    allow: [],
  });
  expect(saidOf(result, '/method/0')).toMatch(why);
});

test('limits are the tightest that the faults seem to allow', () => {
  const ids = { instance_ids: ['i-1', 'i-2'] };
  expect(imported({ method: [action('ec2.actions.stop_instances', ids)] }).experiment.limits).toMatchObject({
    maxTargets: 2,
    maxPercent: 100,
  });
  const group = { asg_names: ['web'], instance_percent: 30 };
  expect(
    imported({ method: [action('asg.actions.stop_random_instances', group)] }).experiment.limits,
  ).toMatchObject({ maxPercent: 30 });
});

test.each([
  [[], 'it is not a map'],
  [{ title: 'x', method: [] }, 'its method is empty'],
  [{ title: 'x', method: [probe(200, python('x', {}))] }, 'nothing in its method can be broken'],
])('%j is refused as a whole, with the reason', (given, why) => {
  const result = importChaosToolkit(given, { allow: [] });
  expect('document' in result).toBe(false);
  expect(saidOf(result, '')).toContain(why);
  expect(notesOf(result).every(({ what }) => what === 'refused')).toBe(true);
});

test('an experiment of Chaos Toolkit is told from one of ours and from a FIS template', () => {
  expect(isChaosToolkit(source())).toBe(true);
  for (const other of [{ kind: 'Experiment', method: [] }, { actions: {}, targets: {} }, null, []])
    expect(isChaosToolkit(other)).toBe(false);
});

test('the format before 1.0 is recognised, and nothing in it is taken for something else', () => {
  const old = {
    title: 'Kill it',
    action: { type: 'python', module: 'chaosk8s.actions', func: 'kill_microservice' },
  };
  const result = importChaosToolkit(source({ method: [old] }), { allow: [] });
  expect(saidOf(result, '/method/0')).toContain('before 1.0');
});

test('an experiment in a catalog is found in its form, and the notes point there', () => {
  const form = {
    metadata: { name: 'stop' },
    spec: { provider: 'chaostoolkit', template: source({ dry: true }) },
  };
  expect(isChaosToolkit(form)).toBe(true);
  const result = importChaosToolkit(form, { allow: [] });
  expect('document' in result).toBe(true);
  expect(saidOf(result, '/spec/template/dry')).toMatch(/^refused: /);
  expect(saidOf(result, '/metadata/name')).toMatch(/^refused: /);
});

test('it must be healthy for as long as the quickest probe needs to notice anything', () => {
  const tasks = probe(
    true,
    python('ecs.probes.are_all_desired_tasks_running', { cluster: 'shop', service: 'web' }),
  );
  const slow = { 'steady-state-hypothesis': { title: 'Users are served', probes: [tasks] } };
  const { experiment } = imported({
    ...slow,
    method: [action('ec2.actions.restart_instances', { instance_ids: ['i-1'] })],
  });
  expect(experiment.steadyState.holdForMs).toBe(300_000);
  // What is over at once is watched for as long, and the limits must allow that.
  expect(experiment.limits.maxDurationMs).toBeGreaterThan(300_000);
  expect(imported().experiment.steadyState.holdForMs).toBe(60_000);
});
