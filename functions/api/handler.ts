import { handle, type LambdaEvent } from 'hono/aws-lambda';
import type { Handler } from '../_lambda/task.ts';
import { apiApp } from './app.ts';
import type { ApiHost } from './host.ts';

/** API Gateway: whatever people and pipelines ask for. It starts, reads and stops, and touches no target. */
export const handler = (host: ApiHost): Handler => {
  const serve = handle(apiApp(host));
  return (event, context) => serve(event as LambdaEvent, context as never); // as API Gateway sends it
};
