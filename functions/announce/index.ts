import { definitionReader } from '../../adapters/dynamodb/definitions.ts';
import { occurrenceReader, occurrenceWriter } from '../../adapters/dynamodb/occurrences.ts';
import { occurrences } from '../../core/schedule/occurrences.ts';
import { common } from '../_aws/common.ts';
import { announcementHere } from '../_aws/slack/announcement.ts';
import { slackSettings } from '../_aws/slack/settings.ts';
import { slack } from '../_aws/slack/slack.ts';
import { table } from '../_aws/table.ts';
import { handler } from './handler.ts';

/** On AWS. */
export const main = handler({
  ...common,
  definitions: definitionReader(table),
  occurrences: { ...occurrenceReader(table), ...occurrenceWriter(table) },
  slack,
  upcoming: occurrences,
  announcement: announcementHere,
  channel: slackSettings.FIREDRILL_SLACK_CHANNEL,
});
