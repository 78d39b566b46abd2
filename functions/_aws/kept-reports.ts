import { reportsInPlaceOfRuns, retention } from '../../adapters/dynamodb/retention.ts';
import type { Reports } from '../../core/ports.ts';
import { common } from './common.ts';
import { reports } from './reports.ts';
import { table } from './table.ts';

const dayMs = 24 * 60 * 60_000;
// Longer than a year, so that the run of last year's game day is there to compare with. Its report stays in the bucket.
const keptForMs = 400 * dayMs;

/** Reports of runs: once one is in the bucket, and its run restored, the run itself need not be kept for ever. */
export const keptReports: Reports = reportsInPlaceOfRuns(reports, retention(table), {
  forMs: keptForMs,
  clock: common.clock,
});
