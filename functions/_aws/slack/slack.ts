import { slackApi } from '../../../adapters/slack/web-api.ts';
import type { Place } from '../../../report/slack/place.ts';
import { common } from '../common.ts';
import { environment } from '../environment.ts';
import { secrets } from '../secrets.ts';
import { slackSettings } from './settings.ts';

const { FIREDRILL_SLACK_TOKEN, FIREDRILL_SLACK_OPERATORS, FIREDRILL_SLACK_PLACE } = slackSettings;

/** Slack, with the bot token of this stage. */
export const slack = slackApi({ token: () => secrets.read(FIREDRILL_SLACK_TOKEN), clock: common.clock });

/** Where this is, as messages say it. */
export const place: Place = {
  environment: FIREDRILL_SLACK_PLACE || environment.FIREDRILL_STAGE,
  flags: ` --aws --stage ${environment.FIREDRILL_STAGE}`,
  ...(FIREDRILL_SLACK_OPERATORS && { group: FIREDRILL_SLACK_OPERATORS }),
};
