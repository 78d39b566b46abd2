import { describe, expect, test } from 'vitest';
import type { SlackMessages, SlackThread } from '../../core/slack/slack.ts';

const thread = (fields: Partial<SlackThread> = {}): SlackThread => ({
  ...{ subject: 'run-1', channel: '#drills', version: 1, toldSeq: -1, called: [], atMs: 1_000 },
  ...fields,
});

/** What every store of Slack's messages promises. */
export const slackMessagesContract = (name: string, make: () => SlackMessages): void => {
  describe(`${name}: Slack's messages`, () => {
    test('are found by what they are about and their channel, as they were written', async () => {
      const messages = make();
      const whole = thread({
        place: { channel: 'C1', ts: '1.2' },
        ...{ drawn: 'd', planHash: 'p', toldSeq: 3, called: ['failed'], again: true },
        busy: { by: 'a', untilMs: 61_000 },
      });
      expect(await messages.put(whole, undefined)).toBe(true);

      expect(await messages.get('run-1', '#drills')).toEqual(whole);
      expect(await messages.get('run-1', '#others')).toBeUndefined();
      expect(await messages.get('run-2', '#drills')).toBeUndefined();
    });

    test('are listed for one subject, by channel', async () => {
      const messages = make();
      await messages.put(thread({ channel: '#b' }), undefined);
      await messages.put(thread({ channel: '#a' }), undefined);
      await messages.put(thread({ subject: 'run-10', channel: '#a' }), undefined);

      expect((await messages.of('run-1')).map(({ channel }) => channel)).toEqual(['#a', '#b']);
      expect(await messages.of('run-3')).toEqual([]);
    });

    test('are written by one of two who saw the same', async () => {
      const messages = make();
      expect(await messages.put(thread(), undefined)).toBe(true);
      expect(await messages.put(thread({ toldSeq: 9 }), undefined)).toBe(false);

      const writes = [2, 3, 4].map((toldSeq) => messages.put(thread({ version: 2, toldSeq }), 1));
      expect((await Promise.all(writes)).filter(Boolean)).toHaveLength(1);
      expect((await messages.get('run-1', '#drills'))?.version).toBe(2);
    });

    test('are not written over one that is not there', async () => {
      const messages = make();
      expect(await messages.put(thread({ version: 5 }), 4)).toBe(false);
      expect(await messages.get('run-1', '#drills')).toBeUndefined();
    });

    test('lose what is written without it', async () => {
      const messages = make();
      await messages.put(thread({ busy: { by: 'a', untilMs: 61_000 }, again: true }), undefined);
      await messages.put(thread({ version: 2 }), 1);
      expect(await messages.get('run-1', '#drills')).toEqual(thread({ version: 2 }));
    });
  });
};
