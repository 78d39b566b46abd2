import type { Handler } from '../_lambda/task.ts';

/** Fetches every calendar that the deployment names, and gives why each of those failed that did. */
export type Refresh = () => Promise<readonly string[]>;

/**
 * By the clock, outside every run: what is fetched here is all that a guard looks at. A feed that fails is no failure of
 * the function: its copy grows old, and runs are refused with that reason.
 */
export const handler =
  (refresh: Refresh): Handler =>
  async () => {
    for (const failed of await refresh()) console.error(`A calendar was not fetched: ${failed}`);
  };
