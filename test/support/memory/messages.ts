import type { Notice, Notices, Reports, Watchers } from '../../../core/ports.ts';

/** Remembers which runs are watched. */
export const memoryWatchers = (): Watchers & { readonly started: ReadonlySet<string> } => {
  const started = new Set<string>();
  return { started, start: async (runId) => void started.add(runId) };
};

/** Remembers what people were told. */
export const memoryNotices = (): Notices & { readonly told: readonly Notice[] } => {
  const told: Notice[] = [];
  return { told, tell: async (notice) => void told.push(structuredClone(notice)) };
};

/** Keeps results for the test to read. */
export const memoryReports = (): Reports & { readonly saved: ReadonlyMap<string, unknown> } => {
  const saved = new Map<string, unknown>();
  return {
    saved,
    save: async (id, result) => {
      saved.set(id, structuredClone(result));
      return `memory:${id}`;
    },
  };
};
