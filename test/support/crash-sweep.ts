import { expect, test } from 'vitest';
import { verifyChain } from '../../core/chain.ts';
import { ServiceUnavailable } from '../../core/errors.ts';
import { aFault, anExperiment, shopProbe } from './an-experiment.ts';
import type { PortCall } from './interfere.ts';
import { executionsSeenFrom, startProcess } from './process.ts';
import { openWorld, type World } from './world.ts';

// Short, so that there are few calls to disturb; every state of a run is in it all the same.
const experiment = anExperiment({
  steadyState: { holdForMs: 1_000, probes: [shopProbe()] },
  faults: [aFault({ durationMs: 3_000 })],
  recovery: { withinMs: 20_000 },
});

/** What happens at the one call that is disturbed. */
const disturbances = {
  'is refused for now': async (_: World, call: PortCall) => {
    throw new ServiceUnavailable(`${call.name} is throttled`);
  },
  'is refused for good': async (_: World, call: PortCall) => {
    throw new Error(`${call.name} is denied`);
  },
  'loses its answer': async (_: World, call: PortCall) => {
    await call.make();
    throw new ServiceUnavailable(`${call.name} gave no answer`);
  },
  'kills the process before': async ({ main }: World) => main.die(),
  'kills the process after': async ({ main }: World, call: PortCall) => {
    await call.make();
    main.die();
  },
};

type Disturbance = (world: World, call: PortCall) => Promise<unknown>;
type WayHome = 'the reconciler' | 'the dead man';

/** One run with its k-th call disturbed; answers the world when everything has come to rest, and the call's name. */
const disturbed = async (needs: number, k: number, disturb: Disturbance, home: WayHome) => {
  let calls = 0;
  let name: string | undefined;
  const world: World = await openWorld({
    ...{ needs, warmUpMs: 0, reconciling: home === 'the reconciler', deadMan: home === 'the dead man' },
    around: async (call) => {
      calls += 1;
      if (calls !== k) return call.make();
      name = call.name;
      return disturb(world, call);
    },
  });
  const started = world.start(experiment, 'r').catch(() => undefined);
  await world.clock.advance(9_000);
  if (!world.main.isAlive())
    world.handOver(startProcess(world.shop, 'next', { executions: executionsSeenFrom(world.main) }));
  await world.clock.advance(60_000);
  const isOver = (await world.runs.get('r'))?.state === 'closed' && (await world.leases.list()).length === 0;
  if (!isOver) await world.clock.advance(7 * 60_000);
  if (world.main.isAlive()) await started;
  return { world, name, calls };
};

/** What is wrong with how a run ended. */
const complaints = async (world: World, verdicts: readonly string[], home: WayHome) => {
  const run = await world.runs.get('r');
  const { hypothesis, restoration } = run?.conclusion ?? {};
  const injected = world.far.injected.length > 0;
  // Without a reconciler nobody looks after what holds no fault.
  const mustTidy = home === 'the reconciler';
  const mustClose = mustTidy || injected;
  const isClosed = run?.state === 'closed';
  const leases = await world.leases.list();
  const wrong = {
    'something is faulted': world.stopped().length > 0,
    'it is open': run !== undefined && !isClosed && mustClose,
    [`the verdict is ${hypothesis}`]: hypothesis !== undefined && !verdicts.includes(hypothesis),
    [`it says ${restoration}`]:
      isClosed && !(injected ? ['restored'] : ['restored', 'nothing-injected']).includes(restoration ?? ''),
    'it holds a lease': isClosed && mustTidy && leases.length > 0,
    'the dead man is armed': isClosed && world.deadMan.firesAtMs('r') !== undefined,
    'the journal is broken': !verifyChain(await world.journal.read('r')).ok,
  };
  const found = Object.entries(wrong).flatMap(([what, is]) => (is ? [what] : []));
  return [...found, ...world.violations];
};

const sweep = async (needs: number, verdicts: readonly string[], disturb: Disturbance, home: WayHome) => {
  const found: string[] = [];
  const never: Disturbance = () => Promise.reject(new Error('never'));
  const { calls: all } = await disturbed(needs, 0, never, 'the reconciler');
  for (let k = 1; k <= all; k += 1) {
    const { world, name } = await disturbed(needs, k, disturb, home);
    const wrong = await complaints(world, verdicts, home);
    if (wrong.length > 0) found.push(`call ${k}, ${name}: ${wrong.join('; ')}`);
  }
  return { found, all };
};

// A process that lives on has its reconciler; for one that dies either way home must do by itself.
const waysHome = (what: string): readonly WayHome[] =>
  what.startsWith('kills') ? ['the reconciler', 'the dead man'] : ['the reconciler'];

/** A run, how many instances the shop needs for it, and what may come of it. */
export type SweptRun = {
  readonly which: string;
  readonly needs: number;
  readonly verdicts: readonly string[];
};

/** The tests of one run: every call of it disturbed in every way, and each time everything is put back. */
export const crashSweep = ({ which, needs, verdicts }: SweptRun): void => {
  for (const [what, disturb] of Object.entries(disturbances))
    for (const home of waysHome(what))
      test(`a run ${which} comes home by ${home}, whichever call ${what}`, { timeout: 120_000 }, async () => {
        const { found, all } = await sweep(needs, verdicts, disturb, home);
        expect(found).toEqual([]);
        expect(all).toBeGreaterThan(60);
      });
};
