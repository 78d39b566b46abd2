import * as z from 'zod';

const text = z.string().default('');

const Environment = z.object({
  FIREDRILL_SLACK_TOKEN: text,
  FIREDRILL_SLACK_SIGNING_SECRET: text,
  FIREDRILL_SLACK_CHANNEL: text,
  FIREDRILL_SLACK_OPERATORS: text,
  FIREDRILL_SLACK_ADMINS: text,
  FIREDRILL_SLACK_TEAM: text,
  FIREDRILL_SLACK_APP: text,
  FIREDRILL_SLACK_WORK: text,
  FIREDRILL_SLACK_PLACE: text,
});

/** What the functions for Slack are told beside the rest: references to secrets, and no secrets. */
export const slackSettings = Environment.parse(process.env);
