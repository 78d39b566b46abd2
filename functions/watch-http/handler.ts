import { probesOf } from '../../core/judgement.ts';
import { experimentOf, runOf } from '../../core/protocol/record.ts';
import { watchHttp } from '../../core/protocol/watch-http.ts';
import { watcherBudgetMs } from '../../core/protocol/watchers.ts';
import { RunRef, task } from '../_lambda/task.ts';
import { handler as onReading } from '../on-reading/handler.ts';

/** Reads a run's HTTP probes at their pace and hands every reading on. It can do nothing else. */
export const handler = task(RunRef, async (ports, { runId }) => {
  const { steadyState } = await experimentOf(ports, await runOf(ports, runId));
  const take = onReading(ports);
  const hand = async (handed: unknown) => (await take(handed)) === true;
  const untilMs = ports.clock.now() + watcherBudgetMs;
  await watchHttp(
    { clock: ports.clock, http: ports.http, hand },
    runId,
    probesOf(steadyState.probes, 'http'),
    untilMs,
  );
});
