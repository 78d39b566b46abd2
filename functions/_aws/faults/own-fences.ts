import { fenceWriter } from '../../../adapters/drivers/dynamodb-fences.ts';
import { table } from '../table.ts';

/** Raises the fence of our own drivers. */
export const ownFences = fenceWriter(table);
