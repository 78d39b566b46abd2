import { connect, type Socket } from 'node:net';
import type { LabClock } from '../lab-clock.ts';
import type { LinkMeasurement } from './api-network.ts';
import type { ShopLink } from './topology.ts';

// What each kind of server answers at once, whatever else it is busy with: a page of its own, and the question whether
// it speaks TLS (PostgreSQL's SSLRequest).
const GREETINGS = {
  http: Buffer.from('GET /ping HTTP/1.1\r\nhost: shop.lab\r\n\r\n'),
  postgres: Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]),
} as const;

const SILENT_AFTER_REAL_MS = 700;

/** Sends something over a link and waits for what comes back. A link that is cut is silent; a refusal is an answer. */
export const measureLink = async (
  clock: LabClock,
  { linkId, speaks }: ShopLink,
  port: number,
  times: number,
): Promise<LinkMeasurement> => {
  const roundTripsMs: number[] = [];
  // One after the other: side by side they would wait for each other, and look like what comes late.
  for (let trip = 0; trip < times; trip += 1) {
    const took = await roundTrip(clock, port, GREETINGS[speaks]);
    if (took !== undefined) roundTripsMs.push(took);
    else if (roundTripsMs.length === 0) break;
  }
  roundTripsMs.sort((one, other) => one - other);
  return { linkId, answered: roundTripsMs.length > 0, roundTripsMs };
};

const roundTrip = (clock: LabClock, port: number, greeting: Buffer): Promise<number | undefined> =>
  new Promise((resolve) => {
    let beganAt = clock.now();
    const socket: Socket = connect({ host: '127.0.0.1', port });
    const timer = setTimeout(() => conclude(undefined), SILENT_AFTER_REAL_MS);
    const conclude = (took: number | undefined) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(took);
    };
    const answered = () => conclude(clock.now() - beganAt);
    socket.on('connect', () => {
      beganAt = clock.now();
      socket.write(greeting);
    });
    socket.on('data', answered);
    socket.on('close', answered);
    socket.on('error', answered);
  });
