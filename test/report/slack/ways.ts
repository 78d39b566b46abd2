import type { Experiment } from '../../../core/experiment.ts';
import { decideApproval } from '../../../core/protocol/approval.ts';
import { signalRun } from '../../../core/protocol/signal.ts';
import { type RunResult, runResult, runResultOnRecord } from '../../../core/result.ts';
import type { Conclusion, RunState } from '../../../core/run.ts';
import { aFault, anExperiment } from '../../support/an-experiment.ts';
import { openWorld, type World } from '../../support/world.ts';
import { ways } from '../support/results.ts';

const cards = anExperiment({
  title: 'One web instance stops while people shop',
  purpose:
    'Users notice nothing when one of three web instances goes away: the load balancer takes it out in time.',
});
const withApproval = anExperiment({ ...cards, approval: { required: true, timeoutMs: 60 * 60_000 } });

const expecting = anExperiment({
  ...cards,
  expect: [
    { alarm: 'shop-slow', withinMs: 60_000 },
    { acknowledged: 'pager', withinMs: 90_000 },
  ],
});

const at = async (
  experiment: Experiment,
  state: RunState,
  before: (world: World, runId: string) => Promise<void> = async () => undefined,
): Promise<RunResult> => {
  const world = await openWorld({ needs: 2 });
  world.alarms.set('shop-slow', 'OK');
  const runId = await world.start(experiment);
  await before(world, runId);
  await world.until(runId, state);
  return runResultOnRecord(world.main.ports, runId);
};

/** The ways of a run that a card must be able to show. */
export const cardWays = {
  ...ways,
  checking: () => at(cards, 'checking'),
  'awaiting-approval': () => at(withApproval, 'awaiting-approval'),
  approved: () =>
    at(withApproval, 'observing', async (world, runId) => {
      await world.until(runId, 'awaiting-approval');
      await decideApproval(world.main.ports, runId, 'approved', 'slack:U0BEN:ben');
    }),
  observing: () => at(cards, 'observing'),
  expecting: () => at(expecting, 'observing'),
  noticed: async () => {
    const world = await openWorld({ needs: 2 });
    world.alarms.set('shop-slow', 'OK');
    const runId = await world.start(expecting);
    await world.until(runId, 'observing');
    world.alarms.set('shop-slow', 'ALARM');
    await world.concluded(runId);
    return runResult(world.main.ports, runId);
  },
  stopped: () =>
    at(cards, 'reverting', async (world, runId) => {
      await world.until(runId, 'observing');
      const atMs = world.clock.now();
      const signal = { kind: 'person', atMs, actor: 'slack:U0BEN:ben', reason: 'a customer called' } as const;
      await signalRun(world.main.ports, runId, signal);
    }),
  unverified: async () => {
    const result = await at(anExperiment({ ...cards, faults: [aFault()] }), 'observing');
    const conclusion: Conclusion = {
      ...{ hypothesis: 'untested' as const, restoration: 'unverified' as const, measures: {}, exitCode: 5 },
      reasons: ['fault "stop-one" is not verified restored (somebody else has changed web-1)'],
    };
    return { ...result, run: { ...result.run, state: 'verifying', conclusion } } satisfies RunResult;
  },
} as const satisfies Readonly<Record<string, () => Promise<RunResult>>>;
