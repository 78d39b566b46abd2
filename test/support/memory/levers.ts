import type { EngagedLever, Levers } from '../../../core/ports.ts';

/** Levers that last as long as the test. */
export const memoryLevers = (): Levers => {
  const pulled = new Map<string, EngagedLever>();
  return {
    engaged: async (scopes) => {
      const levers = scopes.flatMap((scope) => pulled.get(scope) ?? []);
      return structuredClone(levers);
    },
    engage: async (lever) => void pulled.set(lever.scope, structuredClone(lever)),
    release: async (scope) => void pulled.delete(scope),
  };
};
