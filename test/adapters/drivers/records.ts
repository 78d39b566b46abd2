import * as fc from 'fast-check';
import type { FaultRecord, Image } from '../../../core/run.ts';
import { sampleFaultRecord } from '../../contracts/samples.ts';

const value = fc.oneof(
  fc.constant(null),
  fc.integer({ min: 0, max: 3 }),
  fc.constantFrom('a', 'b', ''),
  fc.boolean(),
);
const image = fc.dictionary(fc.constantFrom('x', 'y', 'z'), value, { minKeys: 1 });

/** A record of a fault on one to four targets, each with any images at all. */
export const anyRecord = fc
  .array(fc.tuple(image, image), { minLength: 1, maxLength: 4 })
  .map((pairs): FaultRecord => {
    const arns = pairs.map((_, n) => `arn:${n}`);
    const before = Object.fromEntries(pairs.map(([one], n) => [`arn:${n}`, one]));
    // An after-image speaks of what the before-image has, and of nothing else.
    const after = Object.fromEntries(
      pairs.map(([one, other], n) => [
        `arn:${n}`,
        Object.fromEntries(Object.keys(one).map((name) => [name, other[name] ?? one[name] ?? null])),
      ]),
    );
    const targets = arns.map((arn) => ({ arn, label: arn, tags: {}, containers: [] }));
    return { ...sampleFaultRecord({ runId: 'run-1' }), action: 'test/attribute', targets, before, after };
  });

/** Whether a fault changes anything. */
export const changesAnything = ({ targets, before, after }: FaultRecord): boolean =>
  targets.some(({ arn }) => JSON.stringify(before[arn]) !== JSON.stringify(after[arn]));

/** A record of a fault that changes the one value of each target. */
export const recordOn = (arns: readonly string[]): FaultRecord => {
  const targets = arns.map((arn) => ({ arn, label: arn, tags: {}, containers: [] }));
  const record = { ...sampleFaultRecord({ runId: 'run-1' }), action: 'test/attribute', targets };
  return { ...record, before: imagesOn(record, 'before'), after: imagesOn(record, 'after') };
};

/** The same image of every target. */
export const imagesOn = ({ targets }: Pick<FaultRecord, 'targets'>, x: string): Record<string, Image> =>
  Object.fromEntries(targets.map(({ arn }) => [arn, { x }]));
