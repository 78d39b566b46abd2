import { createHmac, timingSafeEqual } from 'node:crypto';

/** A request as it came, with its body byte for byte. */
export type SignedRequest = {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
};

/** Who says so, and when: what makes a request one of a kind. */
export type Signature = { readonly timestamp: string; readonly signature: string };

const mostSeconds = 300;

/**
 * The signature of a request from Slack; undefined where it is not Slack's, or not of now. Any of the secrets will do: there
 * are two while one is being changed.
 */
// https://docs.slack.dev/authentication/verifying-requests-from-slack
export const signatureOf = (
  { headers, body }: SignedRequest,
  secrets: readonly string[],
  nowMs: number,
): Signature | undefined => {
  const timestamp = headerOf(headers, 'x-slack-request-timestamp');
  const signature = headerOf(headers, 'x-slack-signature');
  if (timestamp === undefined || signature === undefined || !/^\d{1,12}$/.test(timestamp)) return undefined;
  if (Math.abs(Math.floor(nowMs / 1_000) - Number(timestamp)) > mostSeconds) return undefined;
  const given = Buffer.from(signature);
  const signed = secrets
    .filter((secret) => secret !== '')
    .some((secret) => isSame(given, Buffer.from(signatureFor(secret, timestamp, body))));
  return signed ? { timestamp, signature } : undefined;
};

const signatureFor = (secret: string, timestamp: string, body: Uint8Array): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;

// `timingSafeEqual` throws where lengths differ.
const isSame = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

/** A header by its name in small letters; undefined where it is missing, or there more than once. */
const headerOf = (headers: SignedRequest['headers'], name: string): string | undefined => {
  const values = Object.entries(headers).flatMap(([key, value]) =>
    key.toLowerCase() === name && value !== undefined ? [value] : [],
  );
  return values.length === 1 ? values[0] : undefined;
};
