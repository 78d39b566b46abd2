import { describe, expect, test } from 'vitest';
import { channelText, parseChannel } from '../../../core/notices/channels.ts';
import { readIntegrations } from '../../../core/notices/integrations.ts';

describe('a channel', () => {
  test.each([
    ['slack:#oncall', 'slack', '#oncall'],
    ['slack:C0123456', 'slack', 'C0123456'],
    [
      'sns:arn:aws:sns:eu-central-1:111122223333:drills',
      'sns',
      'arn:aws:sns:eu-central-1:111122223333:drills',
    ],
    [
      'chatbot:arn:aws-cn:sns:cn-north-1:111122223333:a_b',
      'chatbot',
      'arn:aws-cn:sns:cn-north-1:111122223333:a_b',
    ],
    ['pagerduty:shop', 'pagerduty', 'shop'],
    ['teams:shop-ops', 'teams', 'shop-ops'],
    ['webhook:audit', 'webhook', 'audit'],
  ])('is a kind and an address: %s', (text, kind, address) => {
    const parsed = parseChannel(text);
    expect(parsed).toEqual({ ok: true, value: { kind, address } });
    if (parsed.ok) expect(channelText(parsed.value)).toBe(text);
  });

  test.each([
    ['slak:#oncall', 'there is no kind of channel "slak"', 'did you mean `slack:…`?'],
    ['pager-duty:shop', 'there is no kind of channel "pager-duty"', 'did you mean `pagerduty:…`?'],
    ['carrier:x', 'there is no kind of channel "carrier"', 'kinds are `slack`, `sns`'],
    ['slack', '"slack" is not a channel', 'write one such as `slack:#oncall`'],
    ['sns:drills', 'that is no address of a sns channel', 'sns:arn:aws:sns:'],
    ['pagerduty:', '"pagerduty:" is not a channel', '`pagerduty:shop`'],
  ])('that is none is refused, and what would be right is said: %s', (text, message, fix) => {
    expect(parseChannel(text)).toEqual({
      ok: false,
      message: expect.stringContaining(message),
      fix: expect.stringContaining(fix),
    });
  });

  test.each([
    'teams:https://prod.logic.azure.com/workflows/1?sig=canary-1',
    'webhook:https://example.com/canary-1',
    'pagerduty:CANARY-1canary-1',
    'https://hooks.slack.com/services/canary-1',
    'slack:https://hooks.slack.com/services/canary-1',
    'slack:xoxb-canary-1',
    'canary-1 canary-1 canary-1',
  ])('that was pasted with its secret is refused: %s', (text) => {
    const parsed = parseChannel(text);
    expect(parsed.ok).toBe(false);
    expect(JSON.stringify(parsed)).not.toContain('canary-1');
  });
});

describe('the integrations of a deployment', () => {
  const written = {
    integrations: {
      shop: { type: 'pagerduty', routingKey: 'ssm:/firedrill/prod/pagerduty' },
      ops: { type: 'teams', url: 'secretsmanager:firedrill/prod/teams#url' },
      audit: { type: 'webhook', url: 'ssm:/firedrill/prod/audit-url', secrets: ['ssm:/a', 'ssm:/b'] },
    },
    needsHuman: ['pagerduty:shop'],
  };

  test('are read', () => {
    const { integrations, needsHuman } = readIntegrations(JSON.stringify(written), 'The parameter x');
    expect(integrations.shop).toEqual({ ...written.integrations.shop, region: 'us' });
    expect(needsHuman).toEqual(['pagerduty:shop']);
    expect(readIntegrations('{}', 'x')).toEqual({ integrations: {}, needsHuman: [] });
  });

  test.each([
    ['no JSON', '{"integrations": "canary-1'],
    [
      'a secret in the place of its reference',
      { integrations: { a: { type: 'teams', url: 'https://x/canary-1' } } },
    ],
    [
      'a key in the place of its reference',
      { integrations: { a: { type: 'pagerduty', routingKey: 'canary-1' } } },
    ],
    ['an unknown type', { integrations: { a: { type: 'canary-1' } } }],
    [
      'three secrets',
      {
        integrations: {
          a: { type: 'webhook', url: 'ssm:/a', secrets: ['ssm:/canary-1', 'ssm:/b', 'ssm:/c'] },
        },
      },
    ],
    ['a channel that is none', { needsHuman: ['teams:https://x/canary-1'] }],
  ])('are refused for %s, and what is written there is not repeated', (_, wrong) => {
    const text = typeof wrong === 'string' ? wrong : JSON.stringify(wrong);
    let failure: unknown;
    try {
      readIntegrations(text, 'The parameter x');
    } catch (thrown) {
      failure = thrown;
    }
    expect(String(failure)).toContain('The parameter x is');
    expect(String(failure)).not.toContain('canary-1');
  });
});
