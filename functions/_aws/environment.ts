import * as z from 'zod';

const name = z.string().min(1);
const arn = z.string().startsWith('arn:');

const Environment = z.object({
  FIREDRILL_STAGE: name,
  FIREDRILL_TABLE: name,
  FIREDRILL_BUCKET: name,
  FIREDRILL_BUS: name,
  FIREDRILL_TOPIC: arn,
  FIREDRILL_INTEGRATIONS: name,
  FIREDRILL_EXPERIMENT_MACHINE: arn,
  FIREDRILL_GAMEDAY_MACHINE: arn,
  FIREDRILL_DEADMAN_GROUP: name,
  FIREDRILL_DEADMAN_FUNCTION: arn,
  FIREDRILL_DEADMAN_ROLE: arn,
  FIREDRILL_DEAD_LETTERS: arn,
  FIREDRILL_SCHEDULE_GROUP: name,
  FIREDRILL_SCHEDULE_FUNCTION: arn,
  FIREDRILL_SCHEDULE_ROLE: arn,
  FIREDRILL_WATCHER: name,
  FIREDRILL_READER: name,
  FIREDRILL_FIS_ROLE: arn,
  FIREDRILL_FIS_LOGS: z.string(),
  FIREDRILL_GUARD_SOURCES: name,
  AWS_LAMBDA_FUNCTION_NAME: name.optional(),
  AWS_LAMBDA_LOG_STREAM_NAME: name.optional(),
});

/** What a function is told by its deployment (serverless/environment.yml). A bad deployment dies when it starts. */
export const environment = Environment.parse(process.env);
