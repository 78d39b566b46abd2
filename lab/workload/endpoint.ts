import { tellKeeper } from './keeper-link.ts';
import type { WebServerOrder } from './messages.ts';
import type { Resolve } from './shop-database/shop-database.ts';

/** The name service: asks the keeper what the database's name leads to, from here. */
export const nameService = (): {
  readonly resolve: Resolve;
  heard(order: Extract<WebServerOrder, { type: 'endpoint' }>): void;
} => {
  const waiting = new Map<number, (port: number) => void>();
  let turns = 0;
  return {
    resolve: async () => {
      turns += 1;
      const turn = turns;
      const port = await new Promise<number>((resolve) => {
        waiting.set(turn, resolve);
        tellKeeper({ type: 'resolve', turn });
      });
      return { host: '127.0.0.1', port };
    },
    heard: ({ turn, port }) => {
      waiting.get(turn)?.(port);
      waiting.delete(turn);
    },
  };
};
