import { probesOf } from '../../core/judgement.ts';
import { experimentOf, runOf } from '../../core/protocol/record.ts';
import { watchHttp } from '../../core/protocol/watch-http.ts';
import { RunRef, task } from '../_lambda/task.ts';
import { handler as onReading } from '../on-reading/handler.ts';

// Lambda's own limit is 15 minutes; the reconciler starts the next watcher with overlap.
const budgetMs = 14.5 * 60_000;

/** Reads a run's HTTP probes at their pace and hands every reading on. It can do nothing else. */
export const handler = task(RunRef, async (ports, { runId }) => {
  const { steadyState } = await experimentOf(ports, await runOf(ports, runId));
  const take = onReading(ports);
  const hand = async (handed: unknown) => (await take(handed)) === true;
  const untilMs = ports.clock.now() + budgetMs;
  await watchHttp(
    { clock: ports.clock, http: ports.http, hand },
    runId,
    probesOf(steadyState.probes, 'http'),
    untilMs,
  );
});
