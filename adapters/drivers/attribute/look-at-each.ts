import type { FaultRecord } from '../../../core/run.ts';
import type { Attribute, Read } from './attribute.ts';
import { type Standing, standingOf, touched } from './standing.ts';

/** Looks at every target that a fault changes, and compares it with its images. */
export const lookAtEach = async (
  attribute: Attribute,
  read: Read,
  record: FaultRecord,
): Promise<readonly Standing[]> => {
  const targets = touched(record);
  if (targets.length === 0) return [];
  const looks = await read(targets, record);
  return targets.map((target) => standingOf(attribute, record, target, looks.get(target.arn)));
};
