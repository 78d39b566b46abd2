import { Cut, StateFailed } from '../failure.ts';
import { branchOff, record } from '../flow.ts';
import { runGraph } from '../interpret.ts';
import type { Flow, Visit } from '../machine.ts';
import { append } from '../run.ts';
import type { Scope } from '../scope.ts';
import type { MapWork } from './map-distributed.ts';
import { together } from './together.ts';

// An inline Map runs up to 40 iterations at a time, whatever it is allowed.
const WIDTH = 40;

/** Run the iterations inside this execution; the first to fail fails the Map. */
export const runInline = (visit: Visit, work: MapWork): Promise<readonly unknown[]> => {
  const { flow } = visit;
  const width = Math.min(work.maxConcurrency || WIDTH, WIDTH);
  return together(flow.scope, work.items.length, width, async (index, scope) =>
    iterate(visit, work, index, scope),
  );
};

const iterate = async (visit: Visit, work: MapWork, index: number, scope: Scope): Promise<unknown> => {
  const item = { Index: index, Value: work.items[index] };
  const flow = branchOff(visit.flow, scope, item);
  const details = { name: visit.state.name, index };
  record(flow, 'MapIterationStarted', details);
  try {
    const output = await runGraph(flow, work.graph, await work.inputOf(index));
    record(flow, 'MapIterationSucceeded', details);
    return output;
  } catch (error) {
    if (error instanceof StateFailed) record(flow, 'MapIterationFailed', details);
    if (error instanceof Cut) recordAborted(flow, details);
    throw error;
  }
};

const recordAborted = (flow: Flow, details: { readonly name: string; readonly index: number }): void => {
  if (flow.run.ending === undefined) append(flow.run, flow.lastEventId, 'MapIterationAborted', details);
};
