import { once } from 'node:events';
import { createServer } from 'node:http';

/** A small service that speaks AWS's query protocol and answers in XML; `asked` is what it was asked. */
export type XmlServer = {
  readonly url: string;
  readonly asked: URLSearchParams[];
  close(): Promise<void>;
};

/** Starts it on a free port of loopback; `answers` are by action. EC2's stand in the response itself, others' in a result. */
export const startXmlServer = async (
  answers: Readonly<Record<string, (query: URLSearchParams) => string>>,
): Promise<XmlServer> => {
  const asked: URLSearchParams[] = [];
  const server = createServer(async (message, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of message) chunks.push(chunk);
    const query = new URLSearchParams(Buffer.concat(chunks).toString());
    asked.push(query);
    const action = query.get('Action') ?? '';
    const answer = answers[action]?.(query);
    response.writeHead(answer === undefined ? 403 : 200, { 'content-type': 'text/xml' });
    response.end(
      answer === undefined
        ? `<Response><Errors><Error><Code>AccessDenied</Code><Message>${action}</Message></Error></Errors></Response>`
        : `<${action}Response>${answer}<${action}Result>${answer}</${action}Result></${action}Response>`,
    );
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
