import { verifyChain } from '../../../../core/chain.ts';
import type { Executions } from '../../../../core/ports.ts';
import { executionsOn, executionsSeenFrom, type Process, startProcess } from '../../../support/process.ts';
import type { World } from '../../../support/world.ts';

/** Nothing is left of a run: neither a fault, nor anything that was held because of it. */
export const atRest = {
  ...{ state: 'closed', restoration: 'restored', stopped: [], leases: [], isArmed: false, isChained: true },
} as const;

/** What is left of a run. */
export const restOf = async (world: World, runId: string) => {
  await world.clock.advance(0);
  const { state, conclusion } = await world.look(runId);
  return {
    ...{ state, restoration: conclusion?.restoration },
    stopped: world.stopped().map(({ target }) => target.label),
    leases: await world.leases.list(),
    isArmed: world.deadMan.firesAtMs(runId) !== undefined,
    isChained: verifyChain(await world.journal.read(runId)).ok,
  };
};

/** Another process does the reconciler's work from now on, and can only ask for the executions of the first. */
export const replaceReconciler = (world: World): Process => {
  const next = startProcess(world.shop, 'next', { executions: executionsSeenFrom(world.main) });
  world.handOver(next);
  return next;
};

/** The executions of a process as AWS would show them while its functions do nothing any more. */
export const stillRunning = (world: World): Executions => ({
  ...executionsOn(world.main.engine),
  status: async () => 'RUNNING',
});

/** How often a person was asked for. */
export const pages = (world: World): number =>
  world.notices.told.filter(({ kind }) => kind === 'needs-human').length;

/** A person's stop, now. */
export const stopBy = (world: World, actor: string) =>
  ({ kind: 'person', atMs: world.clock.now(), actor, reason: 'enough' }) as const;
