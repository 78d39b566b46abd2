import { allowOnly, complain, type Part, partOf } from '../definition/context.ts';
import { compileLeaving, nextOf } from '../definition/transition.ts';
import { record } from '../flow.ts';
import { toText } from '../json.ts';
import { type Evaluation, evaluationFailure, evaluationOf } from '../jsonata/expression.ts';
import { computedList, computedNumber, templateField } from '../jsonata/template.ts';
import { MAX_SECONDS } from '../limits.ts';
import type { StateGraph } from '../machine.ts';
import { compileBatches } from './batches.ts';
import { type MapWork, runDistributed } from './map-distributed.ts';
import { runInline } from './map-inline.ts';
import type { CompileState } from './simple.ts';

const COUNT = { min: 0, max: MAX_SECONDS, integer: true };
const PERCENTAGE = { min: 0, max: 100, integer: false };

/** Map: one run of the item processor for each item, inside this execution or each in one of its own. */
export const compileMap: CompileState = (part) => {
  const processor = compileProcessor(part);
  const width = computedNumber(part, 'MaxConcurrency', COUNT);
  const itemsOf = compileItems(part);
  const inputFor = templateField(part, 'ItemSelector');
  const batch = compileBatches(part, processor.isDistributed);
  const tolerated = compileTolerance(part);
  const leave = compileLeaving(part, nextOf(part));
  return async (visit) => {
    const evaluation = evaluationOf(visit);
    const maxConcurrency = (await width?.(evaluation)) ?? 0;
    const items = await itemsOf(evaluation);
    record(visit.flow, 'MapStateStarted', { length: items.length });
    // AWS looks at the tolerance only after the start, wrong values included.
    const tolerance = await tolerated(evaluation);
    const inputOf = async (index: number): Promise<unknown> =>
      inputFor === undefined
        ? items[index]
        : inputFor(evaluationOf(visit, {}, { Index: index, Value: items[index] }));
    const work: MapWork = { ...processor, items, inputOf, maxConcurrency, tolerance, batch };
    const results = await (processor.isDistributed ? runDistributed(visit, work) : runInline(visit, work));
    record(visit.flow, 'MapStateSucceeded');
    return leave(visit, { result: results }, results);
  };
};

const compileItems = (part: Part): ((evaluation: Evaluation) => Promise<readonly unknown[]>) => {
  const items = computedList(part, 'Items');
  if (items !== undefined) return items;
  return async ({ visit }) => {
    if (Array.isArray(visit.input)) return visit.input;
    throw evaluationFailure(
      visit,
      'Items',
      `Map state input must be an array but was: ${toText(visit.input)}`,
    );
  };
};

const compileTolerance = (part: Part) => {
  const count = computedNumber(part, 'ToleratedFailureCount', COUNT);
  const percentage = computedNumber(part, 'ToleratedFailurePercentage', PERCENTAGE);
  return async (evaluation: Evaluation) => ({
    count: await count?.(evaluation),
    percentage: await percentage?.(evaluation),
  });
};

type Processor = { readonly graph: StateGraph; readonly isDistributed: boolean; readonly label: string };

const compileProcessor = (part: Part): Processor => {
  const label = part.fields.Label ?? part.pointer.split('/').at(-1) ?? 'Map';
  const processor = partOf(part, 'ItemProcessor');
  if (processor === undefined) {
    part.context.report(part.pointer, "Field 'ItemProcessor' is missing");
    return { graph: { startAt: '', states: new Map() }, isDistributed: false, label: '' };
  }
  const isDistributed = modeOf(processor) === 'DISTRIBUTED';
  // A distributed Map's children are executions of their own, so they share no variables.
  const apart = { ...part.context, outerNames: new Set<string>(), ownNames: new Set<string>() };
  const context = isDistributed ? apart : part.context;
  const graph = context.graph(processor.fields, processor.pointer, context, ['ProcessorConfig']);
  return { graph, isDistributed, label: String(label) };
};

const modeOf = (processor: Part): unknown => {
  const config = partOf(processor, 'ProcessorConfig');
  if (config === undefined) return 'INLINE';
  allowOnly(config, ['Mode', 'ExecutionType'], 'ProcessorConfig');
  const { Mode: mode = 'INLINE', ExecutionType: type } = config.fields;
  if (mode !== 'INLINE' && mode !== 'DISTRIBUTED')
    complain(config, 'Mode', 'Mode must be INLINE or DISTRIBUTED');
  if (mode === 'DISTRIBUTED' && type !== 'STANDARD' && type !== 'EXPRESS') {
    complain(config, 'ExecutionType', 'A distributed Map needs ExecutionType STANDARD or EXPRESS');
  }
  return mode;
};
