import { connect } from 'node:net';
import { isAlive } from '../process/process-identity.ts';
import type { InstanceReality } from './api.ts';
import type { Instance } from './instance.ts';

// A connection on the loopback is made at once or not at all, even to a stopped process: the kernel accepts it.
const CONNECT_TIMEOUT_MS = 500;

/** Looks at the operating system: is the process there, does the port accept? */
export const probeInstance = async ({ lastServer, port, burners }: Instance): Promise<InstanceReality> => ({
  processAlive: lastServer !== undefined && isAlive(lastServer),
  portOpen: await accepts(port),
  burners: [...burners].filter(isAlive).length,
});

const accepts = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: CONNECT_TIMEOUT_MS });
    const conclude = (open: boolean) => {
      resolve(open);
      socket.destroy();
    };
    // TCP lets a socket connect to itself when it is given the very port it dials.
    socket.on('connect', () => conclude(socket.localPort !== port));
    socket.on('timeout', () => conclude(false));
    socket.on('error', () => conclude(false));
  });
