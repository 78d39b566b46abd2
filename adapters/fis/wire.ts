import { type FisClient, FisServiceException, GetExperimentCommand } from '@aws-sdk/client-fis';
import { HttpRequest } from '@smithy/protocol-http';

/*
 * Operations of FIS that are newer than the newest @aws-sdk/client-fis there is (3.523.0). Each call still goes through
 * FisClient, so that endpoint, signature, retries and timeouts are the SDK's; only the wire format is written here.
 * A command's own `serialize` and `deserialize` are replaced: internal to the SDK, but frozen, as its version is pinned.
 */

/** How an operation looks on the wire. */
export type Operation<Input> = {
  readonly method: 'GET' | 'PATCH';
  path(input: Input): string;
  /** Sent as JSON. */
  body?(input: Input): unknown;
};

type Wire = {
  endpoint(): Promise<{ protocol: string; hostname: string; port?: number; path: string }>;
  streamCollector(body: unknown): Promise<Uint8Array>;
};

type Response = {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
};

/** Sends an operation that the SDK does not know; the answer is the JSON as it came. */
export const send = <Input>(fis: FisClient, operation: Operation<Input>, input: Input): Promise<unknown> => {
  const command = new GetExperimentCommand({ id: undefined });
  Object.assign(command, {
    serialize: (_: unknown, wire: Wire) => requestOf(operation, input, wire),
    deserialize: answerOf,
  });
  return fis.send(command);
};

const requestOf = async <Input>(
  { method, path, body }: Operation<Input>,
  input: Input,
  wire: Wire,
): Promise<HttpRequest> => {
  const endpoint = await wire.endpoint();
  return new HttpRequest({
    ...endpoint,
    method,
    path: endpoint.path.replace(/\/$/, '') + path(input),
    ...(body && { body: JSON.stringify(body(input)), headers: { 'content-type': 'application/json' } }),
  });
};

const answerOf = async ({ statusCode, headers, body }: Response, wire: Wire): Promise<unknown> => {
  const json = parsed(Buffer.from(await wire.streamCollector(body)).toString());
  const $metadata = { httpStatusCode: statusCode, requestId: headers['x-amzn-requestid'] ?? '' };
  if (statusCode < 300) return { ...json, $metadata };
  const named = headers['x-amzn-errortype'] ?? json.__type ?? json.code ?? 'UnknownError';
  const name = String(named).replace(/^.*#|:.*$/g, '');
  const message = String(json.message ?? json.Message ?? name);
  throw new FisServiceException({ name, message, $fault: statusCode < 500 ? 'client' : 'server', $metadata });
};

// What a proxy in between answers may be no JSON at all.
const parsed = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const json: unknown = JSON.parse(text || '{}');
    return typeof json === 'object' && json !== null ? { ...json } : {};
  } catch {
    return { message: text.slice(0, 200) };
  }
};
