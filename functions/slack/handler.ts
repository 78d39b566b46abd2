import * as z from 'zod';
import { type Receiving, receive } from '../../core/slack/receive.ts';
import type { Handler } from '../_lambda/task.ts';

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
const Request = z.object({
  rawPath: z.string(),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
});

/** API Gateway: Slack's two addresses. The signature is of the bytes as they came, and is looked at before anything else. */
export const handler =
  (receiving: Receiving): Handler =>
  async (event) => {
    const { rawPath: path, headers, body, isBase64Encoded } = Request.parse(event);
    const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
    const { status, text } = await receive(receiving, { path, headers, body: bytes });
    const answer = { statusCode: status, headers: { 'content-type': 'application/json' } };
    if (text === undefined) return { statusCode: status };
    return { ...answer, body: JSON.stringify({ response_type: 'ephemeral', text }) };
  };
