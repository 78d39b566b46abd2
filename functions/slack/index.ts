import { idempotencyKeys } from '../../adapters/dynamodb/idempotency-keys.ts';
import { handLambda } from '../../adapters/lambda-invoke/hand-over.ts';
import { lambda } from '../_aws/clients/lambda.ts';
import { common } from '../_aws/common.ts';
import { secrets } from '../_aws/secrets.ts';
import { slackSettings } from '../_aws/slack/settings.ts';
import { table } from '../_aws/table.ts';
import { handler } from './handler.ts';

const references = slackSettings.FIREDRILL_SLACK_SIGNING_SECRET.split(',').map((one) => one.trim());

/** On AWS. */
export const main = handler({
  ...common,
  idempotencyKeys: idempotencyKeys(table),
  secrets: () => Promise.all(references.filter(Boolean).map((reference) => secrets.read(reference))),
  team: slackSettings.FIREDRILL_SLACK_TEAM,
  app: slackSettings.FIREDRILL_SLACK_APP,
  hand: handLambda(lambda, slackSettings.FIREDRILL_SLACK_WORK),
});
