import { allowOnly, type Part, partOf } from '../definition/context.ts';
import { toText } from '../json.ts';
import { evaluationOf } from '../jsonata/expression.ts';
import { computedNumber, templateField } from '../jsonata/template.ts';
import { MAX_PAYLOAD_BYTES } from '../limits.ts';
import type { Visit } from '../machine.ts';

/** Groups the inputs of a distributed Map. */
export type MakeBatches = (
  visit: Visit,
  inputs: readonly unknown[],
) => Promise<readonly { readonly input: unknown; readonly size: number }[]>;

/** ItemBatcher: how many items, and how many bytes of them, one child gets. */
export const compileBatches = (part: Part, isDistributed: boolean): MakeBatches | undefined => {
  const batcher = partOf(part, 'ItemBatcher');
  if (batcher === undefined) return undefined;
  if (!isDistributed) part.context.report(batcher.pointer, 'ItemBatcher needs a distributed Map');
  allowOnly(batcher, ['MaxItemsPerBatch', 'MaxInputBytesPerBatch', 'BatchInput'], 'ItemBatcher');
  const items = { min: 1, max: Number.MAX_SAFE_INTEGER, integer: true };
  const bytes = { ...items, max: MAX_PAYLOAD_BYTES };
  const maxItems = computedNumber(batcher, 'MaxItemsPerBatch', items, PREFIX);
  const maxBytes = computedNumber(batcher, 'MaxInputBytesPerBatch', bytes, PREFIX);
  const shared = templateField(batcher, 'BatchInput', PREFIX);
  return async (visit, inputs) => {
    const evaluation = evaluationOf(visit);
    const most = (await maxItems?.(evaluation)) ?? Number.POSITIVE_INFINITY;
    const widest = (await maxBytes?.(evaluation)) ?? MAX_PAYLOAD_BYTES;
    const common = shared === undefined ? {} : { BatchInput: await shared(evaluation) };
    const overhead = Buffer.byteLength(toText({ ...common, Items: [] }));
    return groups(inputs, most, widest - overhead).map((group) => ({
      input: { ...common, Items: group },
      size: group.length,
    }));
  };
};

const PREFIX = 'ItemBatcher/';

const groups = (inputs: readonly unknown[], maxItems: number, maxBytes: number): unknown[][] => {
  const all: unknown[][] = [];
  let bytes = 0;
  for (const input of inputs) {
    const size = Buffer.byteLength(toText(input)) + 1;
    const last = all.at(-1);
    if (last === undefined || last.length >= maxItems || bytes + size > maxBytes) {
      all.push([input]);
      bytes = size;
    } else {
      last.push(input);
      bytes += size;
    }
  }
  return all;
};
