import { Agent, type IncomingMessage, request as outgoing, type ServerResponse } from 'node:http';
import type { LabClock } from '../lab-clock.ts';
import type { AccessRecord, Target } from './messages.ts';
import { TARGET_TIMEOUT_MS } from './settings.ts';

/** Hands a request on to a target. */
export type Proxy = (request: IncomingMessage, response: ServerResponse) => void;

/** A proxy that answers what ALB answers (ELB/load-balancer-troubleshooting) and writes one record per request. */
export const proxy = (
  choose: () => Target | undefined,
  clock: LabClock,
  record: (line: AccessRecord) => void,
): Proxy => {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });

  return (request, response) => {
    const target = choose();
    const startedAt = clock.now();
    let recorded = false;
    const write = (elbStatus: number, targetStatus: number | null) => {
      if (recorded) return;
      recorded = true;
      clearTimeout(timer);
      const now = clock.now();
      const targetMs = targetStatus === null ? null : now - startedAt;
      record([now, target?.targetId ?? null, elbStatus, targetStatus, targetMs]);
    };
    const fail = (status: number) => {
      if (recorded) return;
      write(status, null);
      upstream?.destroy();
      if (response.headersSent) response.destroy();
      else response.writeHead(status).end();
    };

    const timer = setTimeout(() => fail(504), clock.real(TARGET_TIMEOUT_MS));
    const upstream = target && toTarget(request, target, agent);
    if (upstream === undefined) return fail(503);
    upstream.on('error', () => fail(502));
    upstream.on('response', (answer) => {
      answer.on('error', () => fail(502));
      answer.on('end', () => write(answer.statusCode ?? 502, answer.statusCode ?? 502));
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    // 460: the client went before the answer came.
    response.on('close', () => {
      if (!response.writableFinished) fail(460);
    });
    request.pipe(upstream);
  };
};

const toTarget = ({ method, url, headers }: IncomingMessage, { port }: Target, agent: Agent) => {
  const { connection: _, ...forwarded } = headers;
  return outgoing({ host: '127.0.0.1', port, agent, method, path: url, headers: forwarded });
};
