import type { Route } from './api-server.ts';
import { streamEvents } from './event-stream.ts';
import type { Operations } from './operations.ts';
import { dns, snapshot } from './snapshot.ts';
import type { World } from './world.ts';

/** What the routes lead to. */
export type Served = {
  readonly labId: string;
  readonly shop: World;
  readonly operations: Operations;
  /** Resolves when the front page is healthy. */
  readonly opened: Promise<void>;
  shutdown(): Promise<void>;
};

/** Everything the keeper answers to. */
export const routesOf = ({
  labId,
  shop,
  operations,
  opened,
  shutdown,
}: Served): ReadonlyMap<string, Route> => {
  let ready = false;
  const whenReady = opened.then(() => {
    ready = true;
  });
  const routes = new Map<string, Route>();
  for (const [name, operation] of Object.entries(operations)) {
    // The body is what the client's types made of it; an operation checks what could do harm.
    routes.set(`POST /${name}`, ({ body }) => operation(body as never));
  }
  routes.set('GET /ready', async () => {
    await whenReady;
    return {};
  });
  routes.set('GET /dns', () => dns(shop));
  routes.set('GET /snapshot', () => snapshot(shop, labId, ready));
  routes.set('GET /events', ({ query, response }) =>
    streamEvents(shop.events, Number(query.get('after') ?? shop.events.lastSeq()), response),
  );
  routes.set('POST /shutdown', () => {
    setImmediate(() => void shutdown());
    return {};
  });
  return routes;
};
