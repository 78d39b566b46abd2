import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { openPlace } from '../e2e/support/place.ts';

const place = openPlace();
afterAll(place.close);

const document = (name: string) => fileURLToPath(new URL(`../../experiments/${name}`, import.meta.url));
const experiment = document('ec2-alb/one-web-instance-stops.yml');
const gameDay = document('ec2-alb/first-game-day.yml');

test.for([
  [['run', experiment, '--aws', '--lab'], '--aws and the lab exclude each other'],
  [['run', experiment, '--aws', '--time-scale', '20'], '--aws and the lab exclude each other'],
  [['gameday', gameDay, '--lab', '--aws'], '--aws and the lab exclude each other'],
  [['lab', 'up', '--aws'], '--aws and the lab exclude each other'],
  [['lab', 'down', '--aws'], '--aws and the lab exclude each other'],
  [['--region', 'eu-central-1', 'status'], '--region is about a deployed stack: add --aws'],
  [['list', '--stage', 'prod'], '--stage is about a deployed stack: add --aws'],
  [['stop', '--all', '--profile', 'me'], '--profile is about a deployed stack: add --aws'],
  [['doctor', '--endpoint', 'http://127.0.0.1:1'], '--endpoint is about a deployed stack: add --aws'],
  [['gameday', gameDay, '--aws', '--at-gate', 'true'], 'with --aws it needs --wait'],
  [['doctor', experiment], 'an experiment is looked at on AWS only: add --aws'],
] as const)('%j is a usage error, and says why', async ([args, message]) => {
  const { code, stderr, result } = await place.run(...args);

  expect(code).toBe(2);
  expect(stderr).toContain(message);
  expect(stderr).not.toContain('    at ');
  expect(result).toMatchObject({ type: 'result', exitCode: 2 });
});

// Nothing listens there; what is asked of AWS fails, and nothing of the lab is begun in its place.
const nowhere = ['--aws', '--endpoint', 'http://127.0.0.1:1', '--region', 'eu-central-1'];

test('without an answer from AWS nothing happens, and it is said what could not be done', async () => {
  const env = { AWS_ACCESS_KEY_ID: 'testing', AWS_SECRET_ACCESS_KEY: 'testing' };
  const { code, stderr } = await place.start(['run', experiment, ...nowhere], { env }).ended;

  expect(code).toBe(1);
  expect(stderr).toContain('Could not look for the stack firedrill-dev');
  expect(stderr).not.toContain('    at ');
  expect(existsSync(place.stateDir)).toBe(false);
});

test('a doctor without credentials says how to get some, and asks nobody else', async () => {
  // No file, no metadata service: the chain finds nothing.
  const env = { HOME: place.stateDir, AWS_EC2_METADATA_DISABLED: 'true' };
  const { code, lines, stderr } = await place.start(['doctor', ...nowhere], { env }).ended;

  expect(code).toBe(1);
  expect(lines[0]).toMatchObject({ check: 'credentials', level: 'bad' });
  expect(lines).toHaveLength(2);
  expect(stderr).toContain('aws sso login');
});
