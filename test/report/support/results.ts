import type { Experiment } from '../../../core/experiment.ts';
import { type RunResult, runResult } from '../../../core/result.ts';
import { aFault, anExperiment, ordersMetric } from '../../support/an-experiment.ts';
import { openWorld, type World } from '../../support/world.ts';

/** The ways of a run that a report must be able to tell. */
export const ways = {
  held: async () => withOrders(await cameTo({ needs: 2 }, anExperiment())),
  failed: () => cameTo({ needs: 3 }, anExperiment()),
  irreversible: () => cameTo({ needs: 3 }, anExperiment({ faults: [terminate] })),
  killed: () =>
    cameTo({ needs: 2 }, anExperiment(), async (world, runId) => {
      await world.until(runId, 'observing');
      world.main.engine.stopExecution(runId);
    }),
  refused: () => cameTo({}, anExperiment({ limits: { ...anExperiment().limits, maxTargets: 0 } })),
  open: async () => {
    const world = await openWorld({ needs: 2 });
    const runId = await world.start(anExperiment());
    await world.until(runId, 'observing');
    return runResult(world.main.ports, runId);
  },
} as const satisfies Readonly<Record<string, () => Promise<RunResult>>>;

// In the world in memory a metric takes no part in a run, but a report has to show one.
const withOrders = (result: RunResult): RunResult => {
  const { experiment, run, readings } = result;
  const { holdForMs, probes } = experiment.steadyState;
  const orders = Array.from({ length: 6 }, (_, n) => ({
    ...{
      probe: 'orders',
      atMs: run.createdAtMs + n * 60_000,
      ok: true,
      value: 100 - n,
      detail: `${100 - n}`,
    },
  }));
  return {
    ...result,
    experiment: { ...experiment, steadyState: { holdForMs, probes: [...probes, ordersMetric()] } },
    readings: { ...readings, orders },
  };
};

const terminate = aFault({ name: 'terminate-one', action: 'aws:ec2:terminate-instances', durationMs: 0 });

const cameTo = async (
  shop: { needs?: number },
  experiment: Experiment,
  interfere: (world: World, runId: string) => Promise<void> = async () => undefined,
): Promise<RunResult> => {
  const world = await openWorld(shop);
  const runId = await world.start(experiment);
  await interfere(world, runId);
  await world.concluded(runId);
  return runResult(world.main.ports, runId);
};

/** The words of a page as a person reads them, without its mark-up. */
export const wordsOf = (page: string): string =>
  page
    .replace(/<(style|script)>[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
