import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';

type Json = Readonly<Record<string, unknown>>;

/** A no of a service's, by its error's name. */
export class JsonRefusal extends Error {
  constructor(name: string) {
    super(name);
    this.name = name;
  }
}

/** A small service that speaks AWS's JSON: one answer per operation, and a list of what it was asked. */
export type JsonServer = {
  readonly url: string;
  readonly asked: { readonly operation: string; readonly input: Json }[];
  close(): Promise<void>;
};

/** Starts it on a free port of loopback; `answers` are by operation, for REST by `GET /path`. */
export const startJsonServer = async (
  answers: Readonly<Record<string, (input: Json) => Json>>,
): Promise<JsonServer> => {
  const asked: { operation: string; input: Json }[] = [];
  const server = createServer(async (message, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of message) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const target = String(message.headers['x-amz-target'] ?? '');
    const operation = target ? target.slice(target.indexOf('.') + 1) : `${message.method} ${message.url}`;
    const input: Json = text ? JSON.parse(text) : {};
    asked.push({ operation, input });
    const answer = answers[operation];
    if (answer === undefined) return write(response, 400, { __type: 'AccessDeniedException' });
    try {
      write(response, 200, answer(input));
    } catch (failure) {
      write(response, 400, { __type: failure instanceof JsonRefusal ? failure.name : 'ValidationException' });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

const write = (response: ServerResponse, status: number, body: Json): void => {
  const type = body.__type === undefined ? {} : { 'x-amzn-errortype': String(body.__type) };
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1', ...type });
  response.end(JSON.stringify(body));
};
