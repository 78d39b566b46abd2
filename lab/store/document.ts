import type { PlaceInTime } from '../../core/ports.ts';
import type { Row } from './database.ts';

/** The document of a row. It was written by us, from this very type. */
export const documentOf = <T>(row: Row): T => JSON.parse(String(row.document)) as T;

/** A place in time that everything comes before. */
export const latest: PlaceInTime = { createdAtMs: Number.MAX_SAFE_INTEGER, id: '' };
