import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { type Emulator, startEmulator } from './emulator-process.ts';
import { emulatorPython } from './python-environment.ts';

/**
 * Starts ministack on a port of loopback, and nothing beside its one HTTP port: no MQTT, no SFTP, no Docker (it would stop
 * containers that are not its own).
 */
export const startMinistack = async (env: Readonly<Record<string, string>> = {}): Promise<Emulator> => {
  const port = await freePort();
  const mark = randomUUID();
  const url = `http://127.0.0.1:${port}`;
  return startEmulator({
    name: 'ministack',
    python: emulatorPython(),
    args: ['-m', 'ministack'],
    env: {
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
      DOCKER_HOST: 'unix:///nonexistent/docker.sock',
      LOG_LEVEL: 'WARNING',
      MINISTACK_EDITION: mark,
      ...env,
    },
    // It cannot choose a port itself. Should another program have taken this one meanwhile, ours ends, and says so.
    urlIfUp: async () => ((await editionAt(url)) === mark ? url : undefined),
  });
};

const editionAt = async (url: string): Promise<unknown> => {
  try {
    const answer = await fetch(`${url}/_ministack/health`, { signal: AbortSignal.timeout(2_000) });
    const health: unknown = await answer.json();
    return typeof health === 'object' && health !== null && 'edition' in health ? health.edition : undefined;
  } catch {
    return undefined; // nobody listens yet, or something else does
  }
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};
