import { createHmac } from 'node:crypto';
import { WrongAsAsked } from '../../core/errors.ts';

/** What a receiver is shown of a request, to know by whom and when it was sent. */
export type Signed = { readonly id: string; readonly timestamp: number; readonly body: string };

/**
 * The headers of a signed request: one signature for each secret, so that the receiver may change its own at any time in
 * between. https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const signatureHeaders = (
  { id, timestamp, body }: Signed,
  secrets: readonly string[],
): Readonly<Record<string, string>> => ({
  'webhook-id': id,
  'webhook-timestamp': String(timestamp),
  'webhook-signature': secrets
    .map((secret) =>
      createHmac('sha256', keyIn(secret)).update(`${id}.${timestamp}.${body}`).digest('base64'),
    )
    .map((signature) => `v1,${signature}`)
    .join(' '),
});

const fewestBytes = 24;
const mostBytes = 64;

const keyIn = (secret: string): Buffer => {
  const [, text = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret) ?? [];
  const key = Buffer.from(text, 'base64');
  if (key.length < fewestBytes || key.length > mostBytes)
    throw new WrongAsAsked(
      `A secret of the webhook is not what such secrets are: whsec_ and ${fewestBytes} to ${mostBytes} random bytes in base64`,
    );
  return key;
};
