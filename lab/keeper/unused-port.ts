import { randomInt } from 'node:crypto';

// Below the range systems take outgoing ports from (32768 on Linux, 49152 elsewhere): the port of a stopped server
// stays free for its return, and a probe of it never meets somebody's outgoing connection.
const LOWEST = 20_000;
const HIGHEST = 32_000;

/** A port to try that none of ours has. */
export const unusedPort = (taken: ReadonlySet<number>): number => {
  const port = randomInt(LOWEST, HIGHEST);
  return taken.has(port) ? unusedPort(taken) : port;
};
