import { once } from 'node:events';
import { createServer } from 'node:net';
import { unusedPort } from '../keeper/unused-port.ts';

/** A port of this machine nobody listens on, and none of those taken. PostgreSQL cannot let the system choose. */
export const freePort = async (taken: ReadonlySet<number>): Promise<number> => {
  const port = unusedPort(taken);
  const server = createServer();
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
    return port;
  } catch {
    return freePort(new Set([...taken, port]));
  } finally {
    server.close();
  }
};
