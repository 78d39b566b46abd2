import type { Told } from './tell-people.ts';

const busyMs = 90_000;

/** Notices that have been told, for as long as this process lives. */
export const toldHere = (): Told => {
  const marks = new Map<string, number | 'told'>();
  return {
    begin: async (key, atMs) => {
      const mark = marks.get(key);
      if (mark === 'told') return 'told';
      if (mark !== undefined && atMs < mark) return 'busy';
      marks.set(key, atMs + busyMs);
      return 'mine';
    },
    end: async (key) => void marks.set(key, 'told'),
    giveBack: async (key) => void marks.delete(key),
  };
};
