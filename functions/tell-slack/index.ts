import { slackMessageReader, slackMessageWriter } from '../../adapters/dynamodb/slack-messages.ts';
import { common } from '../_aws/common.ts';
import { told } from '../_aws/slack/reading.ts';
import { slackSettings } from '../_aws/slack/settings.ts';
import { slack } from '../_aws/slack/slack.ts';
import { table } from '../_aws/table.ts';
import { handler } from './handler.ts';

/** On AWS. */
export const main = handler({
  ...common,
  slack,
  messages: { ...slackMessageReader(table), ...slackMessageWriter(table) },
  channel: slackSettings.FIREDRILL_SLACK_CHANNEL,
  read: told,
});
