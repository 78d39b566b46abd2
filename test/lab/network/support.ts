import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { labClock } from '../../../lab/lab-clock.ts';
import type { LinkCondition } from '../../../lab/network/messages.ts';
import { openRelay, type Relay } from '../../../lab/network/relay.ts';
import { seededRandom } from '../../../lab/network/seeded-random.ts';

/** A lab second is ten real milliseconds. */
export const clock = labClock({ originMs: Date.now(), scale: 100 });

const open: { close(): unknown }[] = [];

/** Closes what the tests of a file opened. */
export const closeAll = (): void => {
  for (const it of open.splice(0)) it.close();
};

/** A server on this machine, and the sockets it accepted. */
export const listening = async (accept: (socket: Socket) => void): Promise<number> => {
  const sockets = new Set<Socket>();
  const server: Server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket.on('error', () => {}));
    accept(socket);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  open.push({
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  });
  return (server.address() as AddressInfo).port;
};

/** A relay to a port, under a condition. */
export const relayTo = async (
  targetPort: number,
  condition: LinkCondition = {},
  random = seededRandom(7),
): Promise<Relay> => {
  const relay = await openRelay({ port: 0, targetPort, condition }, clock, random);
  open.push(relay);
  return relay;
};

/** A client, with everything it has received so far. */
export const clientOf = async (port: number) => {
  const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
  open.push({ close: () => socket.destroy() });
  const seen = { text: '', ended: false, error: undefined as string | undefined };
  socket.on('data', (bytes) => {
    seen.text += bytes;
  });
  socket.on('end', () => {
    seen.ended = true;
  });
  socket.on('error', (error) => {
    seen.error = 'code' in error ? String(error.code) : error.message;
  });
  await once(socket, 'connect');
  return { socket, seen };
};

/** Lets lab time pass while nothing is expected to happen. */
export const labTime = (ms: number) =>
  new Promise<void>((resolve) => {
    clock.at(clock.now() + ms, resolve);
  });
