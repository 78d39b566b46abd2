import type { HttpProbes } from '../../../core/ports.ts';

type HttpAnswer = Awaited<ReturnType<HttpProbes['ask']>>;

/** Addresses that answer as told; one that was not told of refuses the connection. */
export const memoryHttp = (
  initial: Readonly<Record<string, HttpAnswer>> = {},
): HttpProbes & { set(url: string, answer: HttpAnswer): void; readonly asked: readonly string[] } => {
  const answers = new Map(Object.entries(initial));
  const asked: string[] = [];
  return {
    asked,
    set: (url, answer) => void answers.set(url, answer),
    ask: async ({ url }) => {
      asked.push(url);
      return { ...(answers.get(url) ?? { latencyMs: 0, error: 'connection refused' }) };
    },
  };
};
