import { afterEach, expect, test, vi } from 'vitest';
import { settingsFor } from '../../../cli/aws/settings.ts';

afterEach(() => vi.unstubAllEnvs());

test('a profile is left to the chain of the SDK; Region and address go to every client', () => {
  vi.stubEnv('AWS_PROFILE', 'another');
  const settings = settingsFor({
    ...{ stage: 'dev', profile: 'me', region: 'eu-west-1', endpoint: 'http://127.0.0.1:1' },
  });

  expect(process.env.AWS_PROFILE).toBe('me');
  expect(settings).toMatchObject({
    region: 'eu-west-1',
    endpoint: 'http://127.0.0.1:1',
    retryMode: 'adaptive',
  });
});

test('without them the chain decides', () => {
  vi.stubEnv('AWS_PROFILE', 'another');
  const settings = settingsFor({ stage: 'dev' });

  expect(process.env.AWS_PROFILE).toBe('another');
  expect(settings).not.toHaveProperty('region');
  expect(settings).not.toHaveProperty('endpoint');
});
