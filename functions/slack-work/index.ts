import { definitionReader } from '../../adapters/dynamodb/definitions.ts';
import { experimentReader } from '../../adapters/dynamodb/experiments.ts';
import { gameDayUpdates } from '../../adapters/dynamodb/game-day-updates.ts';
import { gameDayCreation, gameDayReader, openGameDays } from '../../adapters/dynamodb/game-days.ts';
import { idempotencyKeys } from '../../adapters/dynamodb/idempotency-keys.ts';
import { journalWriter } from '../../adapters/dynamodb/journal-append.ts';
import { leverReader, leverWriter } from '../../adapters/dynamodb/levers.ts';
import { occurrenceReader, occurrenceWriter } from '../../adapters/dynamodb/occurrences.ts';
import { runCreation } from '../../adapters/dynamodb/run-creation.ts';
import { openRuns } from '../../adapters/dynamodb/run-lists.ts';
import { runUpdates } from '../../adapters/dynamodb/run-updates.ts';
import { runReader } from '../../adapters/dynamodb/runs.ts';
import { slackMessageReader } from '../../adapters/dynamodb/slack-messages.ts';
import { failTasks } from '../../adapters/sfn/fail.ts';
import { startExecutions } from '../../adapters/sfn/start.ts';
import { succeedTasks } from '../../adapters/sfn/succeed.ts';
import { slackPeople } from '../../core/slack/people.ts';
import { sfn } from '../_aws/clients/sfn.ts';
import { common } from '../_aws/common.ts';
import { machines } from '../_aws/machines.ts';
import { drawing } from '../_aws/slack/drawing.ts';
import { slackSettings } from '../_aws/slack/settings.ts';
import { slack } from '../_aws/slack/slack.ts';
import { table } from '../_aws/table.ts';
import { wire } from '../_lambda/wire.ts';
import { handler } from './handler.ts';

const { FIREDRILL_SLACK_OPERATORS: operators, FIREDRILL_SLACK_ADMINS: admins } = slackSettings;

/** On AWS. */
export const main = handler({
  ports: wire('slack-work', {
    ...common,
    executions: { ...startExecutions(sfn, machines), ...failTasks(sfn), ...succeedTasks(sfn) },
    experiments: experimentReader(table),
    gameDays: {
      ...gameDayReader(table),
      ...gameDayCreation(table),
      ...gameDayUpdates(table),
      ...openGameDays(table),
    },
    journal: journalWriter(table),
    levers: { ...leverReader(table), ...leverWriter(table) },
    runs: { ...runReader(table), ...runCreation(table), ...runUpdates(table), ...openRuns(table) },
  }),
  fronts: {
    definitions: definitionReader(table),
    occurrences: { ...occurrenceReader(table), ...occurrenceWriter(table) },
    idempotencyKeys: idempotencyKeys(table),
  },
  slack,
  messages: slackMessageReader(table),
  people: slackPeople(slack, { operators, admins }, common.clock),
  drawing,
});
