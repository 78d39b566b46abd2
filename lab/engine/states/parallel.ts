import { partsOf } from '../definition/context.ts';
import { compileLeaving, nextOf } from '../definition/transition.ts';
import { branchOff, record } from '../flow.ts';
import { runGraph } from '../interpret.ts';
import { evaluationOf } from '../jsonata/expression.ts';
import { templateField } from '../jsonata/template.ts';
import type { StateGraph, Visit } from '../machine.ts';
import type { CompileState } from './simple.ts';
import { together } from './together.ts';

/** Parallel: every branch gets the same input; the first branch to fail fails the state. */
export const compileParallel: CompileState = (part) => {
  const branches = partsOf(part, 'Branches').map(({ fields, pointer, context }) =>
    context.graph(fields, pointer, context, []),
  );
  if (branches.length === 0) part.context.report(part.pointer, 'A Parallel needs at least one branch');
  const input = templateField(part, 'Arguments');
  const leave = compileLeaving(part, nextOf(part));
  return async (visit) => {
    const given = input === undefined ? visit.input : await input(evaluationOf(visit));
    const results = await runBranches(visit, branches, given);
    return leave(visit, { result: results }, results);
  };
};

const runBranches = async (
  visit: Visit,
  branches: readonly StateGraph[],
  input: unknown,
): Promise<readonly unknown[]> => {
  const { flow } = visit;
  record(flow, 'ParallelStateStarted');
  const results = await together(flow.scope, branches.length, branches.length, (index, scope) => {
    const branch = branches[index];
    if (branch === undefined) throw new RangeError(`No branch ${index}`);
    return runGraph(branchOff(flow, scope, flow.item), branch, input);
  });
  record(flow, 'ParallelStateSucceeded');
  return results;
};
