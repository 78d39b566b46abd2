import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { LabClock } from '../lab-clock.ts';
import { type RelayedConnection, relayedConnection } from './connection.ts';
import type { LinkCondition, OpenLink } from './messages.ts';

/** One directed link: a port that leads to another, under conditions that can change while connections are open. */
export type Relay = {
  readonly port: number;
  setCondition(condition: LinkCondition): void;
  /** For connections made from now on. */
  retarget(targetPort: number): void;
  close(): void;
};

/** Opens a relay; on another port than wanted when somebody has that one. */
export const openRelay = async (
  link: Omit<OpenLink, 'linkId'>,
  clock: LabClock,
  random: () => number,
): Promise<Relay> => {
  let { targetPort, condition } = link;
  const connections = new Set<RelayedConnection>();
  const flowLink = { clock, random, condition: () => condition };

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const connection = relayedConnection(
      client,
      () => targetPort,
      flowLink,
      () => connections.delete(connection),
    );
    connections.add(connection);
  });
  server.listen(link.port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    await once(server.listen(0, '127.0.0.1'), 'listening');
  }

  return {
    port: (server.address() as AddressInfo).port,
    setCondition: (changed) => {
      condition = changed;
      for (const connection of connections) connection.changed();
    },
    retarget: (port) => {
      targetPort = port;
    },
    close: () => {
      server.close();
      for (const connection of connections) connection.close();
    },
  };
};
