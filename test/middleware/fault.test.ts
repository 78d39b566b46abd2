import { describe, expect, test } from 'vitest';
import { faultIn, faultProblem, latencyOf } from '../../middleware/fault.ts';
import { isMatch } from '../../middleware/match.ts';

describe('a fault may be', () => {
  test.each([
    [{ latencyMs: 0 }],
    [{ latencyMs: { min: 0, max: 300_000 } }],
    [{ exception: '' }],
    [{ response: { statusCode: 429, headers: { a: 'b' }, body: '{}' } }],
    [{ latencyMs: 5, exception: 'x', percentage: 0.5, match: { path: '/*', method: 'GET' } }],
  ])('%j', (fault) => {
    expect(faultProblem(fault)).toBeUndefined();
    expect(faultIn(fault)).toBe(fault);
  });
});

describe('a fault may not be', () => {
  test.each([
    [[], 'a fault is a JSON object'],
    [{}, 'has a latencyMs, an exception or a response'],
    [{ percentage: 5 }, 'has a latencyMs, an exception or a response'],
    [{ latency: 5 }, 'has no latency; what it may have: latencyMs'],
    [{ toString: 5 }, 'has no toString'],
    [{ latencyMs: -1 }, 'a whole number up to 300000'],
    [{ latencyMs: 300_001 }, 'a whole number up to 300000'],
    [{ latencyMs: { min: 2, max: 1 } }, 'a whole number'],
    [{ latencyMs: { min: 1 } }, 'a whole number'],
    [{ latencyMs: { min: 1, max: 2, mean: 1 } }, 'a whole number'],
    [{ latencyMs: '5' }, 'a whole number'],
    [{ exception: 5 }, 'the message of an error'],
    [{ exception: 'x', response: { statusCode: 500 } }, 'not both'],
    [{ response: { statusCode: 600 } }, 'response is {"statusCode":503}'],
    [{ response: { statusCode: 500, body: {} } }, 'response is'],
    [{ response: { statusCode: 500, headers: { a: 1 } } }, 'response is'],
    [{ response: { statusCode: 500, status: 1 } }, 'response is'],
    [{ exception: 'x', percentage: 0 }, 'more than 0 and at most 100'],
    [{ exception: 'x', percentage: 101 }, 'more than 0 and at most 100'],
    [{ exception: 'x', match: {} }, 'match is'],
    [{ exception: 'x', match: { path: 5 } }, 'match is'],
    [{ exception: 'x', match: { paths: '/' } }, 'match is'],
    [{ exception: 'x', match: { headers: { a: 1 } } }, 'match is'],
  ])('%j', (fault, why) => {
    expect(faultProblem(fault)).toContain(why);
    expect(faultIn(fault)).toBeUndefined();
  });
});

test.each([
  [{ latencyMs: 5 }, 5],
  [{ latencyMs: { min: 1, max: 9 } }, 9],
  [{ exception: 'x' }, 0],
])('%j holds an invocation up for %d ms at most', (fault, ms) => {
  expect(latencyOf(fault)).toBe(ms);
});

describe('an HTTP request', () => {
  const forms = {
    'of a REST API': { path: '/pay/1', httpMethod: 'POST', headers: { 'X-Tenant': 'test' } },
    'of an HTTP API or a function URL': {
      rawPath: '/pay/1',
      requestContext: { http: { method: 'POST' } },
      headers: { 'x-tenant': 'test' },
    },
    'of a load balancer': {
      path: '/pay/1',
      httpMethod: 'POST',
      multiValueHeaders: { 'x-tenant': ['live', 'test'] },
    },
  };

  test.each(Object.entries(forms))('%s is known by path, method and headers', (_name, event) => {
    expect(isMatch({ path: '/pay/1', method: 'post', headers: { 'X-TENANT': 'test' } }, event)).toBe(true);
    expect(isMatch({ path: '/pay/*' }, event)).toBe(true);
    expect(isMatch({ path: '/pay' }, event)).toBe(false);
    expect(isMatch({ method: 'GET' }, event)).toBe(false);
    expect(isMatch({ headers: { 'x-tenant': 'live' } }, event)).toBe(false);
    expect(isMatch({ headers: { other: 'test' } }, event)).toBe(false);
  });
});
