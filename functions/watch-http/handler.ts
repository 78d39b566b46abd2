import { probesOf } from '../../core/judgement.ts';
import { experimentOf, runOf } from '../../core/protocol/record.ts';
import { watchHttp } from '../../core/protocol/watch-http.ts';
import { watcherBudgetMs } from '../../core/protocol/watchers.ts';
import { type Handler, type LambdaFunction, RunRef, task } from '../_lambda/task.ts';
import { handler as onReading } from '../on-reading/handler.ts';

/** Reads a run's HTTP probes at their pace and hands every reading on. It can do nothing else. */
export const watching = (hand: Handler): LambdaFunction =>
  task(RunRef, async (ports, { runId }) => {
    const { steadyState } = await experimentOf(ports, await runOf(ports, runId));
    const untilMs = ports.clock.now() + watcherBudgetMs;
    await watchHttp(
      { clock: ports.clock, http: ports.http, hand: async (handed) => (await hand(handed)) === true },
      runId,
      probesOf(steadyState.probes, 'http'),
      untilMs,
    );
  });

/** On one machine the function that takes the readings is in the same process. */
export const handler: LambdaFunction = (ports) => watching(onReading(ports))(ports);
