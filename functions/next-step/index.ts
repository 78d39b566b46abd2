import { gameDayUpdates } from '../../adapters/dynamodb/game-day-updates.ts';
import { gameDayReader } from '../../adapters/dynamodb/game-days.ts';
import { runReader } from '../../adapters/dynamodb/runs.ts';
import { common } from '../_aws/common.ts';
import { table } from '../_aws/table.ts';
import { wire } from '../_lambda/wire.ts';
import { handler } from './handler.ts';

/** On AWS. */
export const main = handler(
  wire('next-step', {
    ...common,
    gameDays: { ...gameDayReader(table), ...gameDayUpdates(table) },
    runs: runReader(table),
  }),
);
