import { describe, expect, test } from 'vitest';
import { checkedFetch } from '../../../adapters/http/checked-fetch.ts';
import { posting } from '../../../adapters/http/post.ts';
import { pagerDutyMessenger, pagerDutyPlaces } from '../../../adapters/pagerduty/pagerduty.ts';
import { NotFound, ServiceUnavailable, WrongAsAsked } from '../../../core/errors.ts';
import { loopback, loopbackReach } from '../../support/loopback.ts';
import { memorySecrets } from '../../support/memory/secrets.ts';
import { type Answering, answering, openReceiver } from '../../support/receiver.ts';
import { aTelling, integrationsOf } from './messages.ts';

const key = 'R012345678901234567890123456789a';

// As the Events API does: https://github.com/PagerDuty/api-schema/blob/main/reference/events-v2/openapiv3.json
const likePagerDuty: Answering = ({ path, body, method }, response) => {
  const event = JSON.parse(body) as Readonly<Record<string, unknown>>;
  const payload = event.payload as Readonly<Record<string, unknown>> | undefined;
  const flaw =
    (method !== 'POST' && 'method') ||
    (String(event.routing_key).length !== 32 && 'routing_key') ||
    (path === '/v2/change/enqueue' && !payload?.summary && 'summary') ||
    (path === '/v2/enqueue' &&
      !['trigger', 'acknowledge', 'resolve'].includes(`${event.event_action}`) &&
      'action') ||
    (path === '/v2/enqueue' && event.event_action !== 'trigger' && !event.dedup_key && 'dedup_key') ||
    (event.event_action === 'trigger' &&
      !(payload?.source && ['critical', 'error', 'warning', 'info'].includes(`${payload.severity}`)) &&
      'payload') ||
    (typeof payload?.summary === 'string' && payload.summary.length > 1024 && 'summary') ||
    (typeof event.dedup_key === 'string' && event.dedup_key.length > 255 && 'dedup_key');
  const status = !['/v2/enqueue', '/v2/change/enqueue'].includes(path) ? 404 : flaw ? 400 : 202;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(flaw ? { status: 'invalid event', errors: [flaw] } : { status: 'success' }));
};

const opened = async (answer: Answering = likePagerDuty, secret = key) => {
  const { url, received } = await openReceiver(answer);
  const messenger = pagerDutyMessenger(
    memorySecrets({ 'ssm:/pd': secret }),
    posting(checkedFetch(loopbackReach, loopback), 200),
    { us: url, eu: url },
  );
  return {
    tell: (...given: Parameters<typeof aTelling> extends [string, ...infer Rest] ? Rest : never) =>
      messenger(aTelling('pagerduty:shop', ...given), 'shop', integrationsOf.pagerduty),
    sent: () => received.map(({ path, body }) => ({ path, ...JSON.parse(body) })),
    messenger,
  };
};

describe('PagerDuty', () => {
  test('has one incident for a run that needs a person', async () => {
    const { tell, sent } = await opened();
    await tell('trigger');
    expect(sent()).toMatchObject([
      {
        path: '/v2/enqueue',
        routing_key: key,
        event_action: 'trigger',
        dedup_key: 'run-1',
        payload: {
          summary: 'One instance stops: NEEDS A PERSON',
          source: 'firedrill',
          severity: 'critical',
          timestamp: '2026-11-23T10:00:00.000Z',
          custom_details: { Run: 'run-1' },
        },
      },
    ]);
  });

  test('has that incident acknowledged and resolved', async () => {
    const { tell, sent } = await opened();
    await tell('acknowledge');
    await tell('resolve');
    expect(sent()).toEqual([
      { path: '/v2/enqueue', routing_key: key, event_action: 'acknowledge', dedup_key: 'run-1' },
      { path: '/v2/enqueue', routing_key: key, event_action: 'resolve', dedup_key: 'run-1' },
    ]);
  });

  test('is told of what changes, which wakes nobody', async () => {
    const { tell, sent } = await opened();
    await tell('change', { word: 'started', title: 'One instance stops: has started' });
    const [change] = sent();
    expect(change).toMatchObject({
      path: '/v2/change/enqueue',
      payload: { summary: 'One instance stops: has started', source: 'firedrill' },
    });
    expect(change).not.toHaveProperty('event_action');
  });

  test('takes what is too long, cut', async () => {
    const { tell, sent } = await opened();
    await tell('trigger', { title: '💥'.repeat(2_000), about: 'x'.repeat(300), text: 'y'.repeat(1_000_000) });
    const [{ dedup_key, payload }] = sent() as [{ dedup_key: string; payload: { summary: string } }];
    expect(dedup_key).toMatch(/^[0-9a-f]{64}$/);
    expect(payload.summary.isWellFormed()).toBe(true);
    expect(JSON.stringify(payload).length).toBeLessThan(512 * 1024);
  });

  test('that refuses the key is not asked again, and the key is not said', async () => {
    const { tell } = await opened(likePagerDuty, 'canary-1');
    const failure = await tell('trigger').catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(WrongAsAsked);
    expect(String(failure)).toContain('pagerduty:shop answered 400');
    expect(String(failure)).not.toContain('canary-1');
  });

  test.each([429, 500, 503])('that is busy may be asked again: %i', async (status) => {
    const { tell } = await opened(answering(status));
    await expect(tell('trigger')).rejects.toThrow(ServiceUnavailable);
  });

  test('is not told by an integration of another kind, nor without its key', async () => {
    const { messenger, sent } = await opened();
    const telling = aTelling('pagerduty:shop', 'trigger');
    await expect(messenger(telling, 'shop', integrationsOf.teams)).rejects.toThrow(WrongAsAsked);
    const without = { ...integrationsOf.pagerduty, routingKey: 'ssm:/gone' };
    await expect(messenger(telling, 'shop', without)).rejects.toThrow(NotFound);
    expect(sent()).toEqual([]);
  });

  test('is where PagerDuty says', () => {
    expect(pagerDutyPlaces).toEqual({
      us: 'https://events.pagerduty.com',
      eu: 'https://events.eu.pagerduty.com',
    });
  });
});
