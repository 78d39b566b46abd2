import type { ServerResponse } from 'node:http';
import { OWN_ANSWER } from './api-server.ts';
import type { EventLog } from './event-log.ts';

/** Answers with events, one JSON line each, as they happen, for as long as the caller listens. */
export const streamEvents = (
  events: EventLog,
  after: number,
  response: ServerResponse,
): typeof OWN_ANSWER => {
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  response.flushHeaders();
  response.socket?.setNoDelay(true);
  const unfollow = events.follow(after, (event) => response.write(`${JSON.stringify(event)}\n`));
  response.on('close', unfollow);
  return OWN_ANSWER;
};
