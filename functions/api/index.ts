import { definitions } from '../../adapters/dynamodb/definitions.ts';
import { experimentReader, experimentWriter } from '../../adapters/dynamodb/experiments.ts';
import { gameDayUpdates } from '../../adapters/dynamodb/game-day-updates.ts';
import { gameDayCreation, gameDayReader, newestGameDays } from '../../adapters/dynamodb/game-days.ts';
import { idempotencyKeys } from '../../adapters/dynamodb/idempotency-keys.ts';
import { journalReader } from '../../adapters/dynamodb/journal.ts';
import { journalWriter } from '../../adapters/dynamodb/journal-append.ts';
import { leverReader, leverWriter } from '../../adapters/dynamodb/levers.ts';
import { runCreation } from '../../adapters/dynamodb/run-creation.ts';
import { newestRuns, openRuns } from '../../adapters/dynamodb/run-lists.ts';
import { runUpdates } from '../../adapters/dynamodb/run-updates.ts';
import { runReader } from '../../adapters/dynamodb/runs.ts';
import { scheduleWriter } from '../../adapters/scheduler/schedule-writer.ts';
import { failTasks } from '../../adapters/sfn/fail.ts';
import { startExecutions } from '../../adapters/sfn/start.ts';
import { succeedTasks } from '../../adapters/sfn/succeed.ts';
import { scheduler } from '../_aws/clients/scheduler.ts';
import { sfn } from '../_aws/clients/sfn.ts';
import { common } from '../_aws/common.ts';
import { machines } from '../_aws/machines.ts';
import { schedulesPlace } from '../_aws/schedules-place.ts';
import { table } from '../_aws/table.ts';
import { wire } from '../_lambda/wire.ts';
import { handler } from './handler.ts';
import { principalOf } from './principal.ts';

const ports = wire('api', {
  ...common,
  definitions: definitions(table),
  executions: { ...failTasks(sfn), ...startExecutions(sfn, machines), ...succeedTasks(sfn) },
  experiments: { ...experimentReader(table), ...experimentWriter(table) },
  gameDays: {
    ...gameDayCreation(table),
    ...gameDayReader(table),
    ...gameDayUpdates(table),
    ...newestGameDays(table),
  },
  idempotencyKeys: idempotencyKeys(table),
  journal: { ...journalReader(table), ...journalWriter(table) },
  levers: { ...leverReader(table), ...leverWriter(table) },
  runs: {
    ...newestRuns(table),
    ...openRuns(table),
    ...runCreation(table),
    ...runReader(table),
    ...runUpdates(table),
  },
  schedules: scheduleWriter(scheduler, schedulesPlace, common.clock),
});

/** On AWS. */
export const main = handler({
  ports,
  fronts: ports,
  who: (_request, context) => principalOf(context),
  log: (entry) => console.log(JSON.stringify(entry)),
});
