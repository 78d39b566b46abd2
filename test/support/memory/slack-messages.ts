import type { SlackMessages, SlackThread } from '../../../core/slack/slack.ts';

/** Where messages are, as long as the test lasts. */
export const memorySlackMessages = (): SlackMessages => {
  const kept = new Map<string, SlackThread>();
  const keyOf = (subject: string, channel: string) => JSON.stringify([subject, channel]);
  return {
    get: async (subject, channel) => structuredClone(kept.get(keyOf(subject, channel))),
    of: async (subject) =>
      structuredClone(
        [...kept.values()]
          .filter((one) => one.subject === subject)
          .sort((a, b) => (a.channel < b.channel ? -1 : 1)),
      ),
    put: async (thread, before) => {
      const key = keyOf(thread.subject, thread.channel);
      if (kept.get(key)?.version !== before) return false;
      kept.set(key, structuredClone(thread));
      return true;
    },
  };
};
