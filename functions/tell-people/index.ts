import { experimentReader } from '../../adapters/dynamodb/experiments.ts';
import { gameDayReader } from '../../adapters/dynamodb/game-days.ts';
import { journalWriter } from '../../adapters/dynamodb/journal-append.ts';
import { runReader } from '../../adapters/dynamodb/runs.ts';
import { toldNotices } from '../../adapters/dynamodb/told.ts';
import { posting } from '../../adapters/http/post.ts';
import { pagerDutyMessenger } from '../../adapters/pagerduty/pagerduty.ts';
import { chatbotMessenger, topicMessenger } from '../../adapters/sns/topic-messenger.ts';
import { keptIntegrations } from '../../adapters/ssm/integrations.ts';
import { teamsMessenger } from '../../adapters/teams/teams.ts';
import { webhookMessenger } from '../../adapters/webhook/webhook.ts';
import { sns } from '../_aws/clients/sns.ts';
import { ssm } from '../_aws/clients/ssm.ts';
import { common } from '../_aws/common.ts';
import { environment } from '../_aws/environment.ts';
import { secrets } from '../_aws/secrets.ts';
import { table } from '../_aws/table.ts';
import { handler } from './handler.ts';

const send = posting();

/** On AWS. */
export const main = handler({
  ...common,
  runs: runReader(table),
  experiments: experimentReader(table),
  gameDays: gameDayReader(table),
  journal: journalWriter(table),
  told: toldNotices(table),
  integrations: keptIntegrations(ssm, environment.FIREDRILL_INTEGRATIONS, common.clock),
  messengers: {
    sns: topicMessenger(sns),
    chatbot: chatbotMessenger(sns),
    pagerduty: pagerDutyMessenger(secrets, send),
    teams: teamsMessenger(secrets, send),
    webhook: webhookMessenger(secrets, send, common.clock),
  },
});
