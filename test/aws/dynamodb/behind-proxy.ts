import { inject, onTestFinished } from 'vitest';
import type { Table } from '../../../adapters/dynamodb/table.ts';
import { type Asked, type Meddling, type ProxyServer, proxyTo } from '../support/proxy.ts';
import { clientOf, freshTable } from './fresh-table.ts';

/** A fresh table at an emulator, and what may go wrong on the way to it. */
export type BehindProxy = {
  readonly table: Table;
  readonly proxy: ProxyServer;
  /** The same table, as another process has it. */
  another(): Table;
  /** The first request of an operation waits for what another process does just before it. */
  just(before: string, does: (table: Table) => Promise<unknown>): void;
  /** The next requests of an operation come to this, and those after them pass. */
  next(operation: string, ...come: readonly Meddling[]): void;
  /** Every request of an operation comes to this. */
  always(operation: string, comes: Meddling): void;
  /** Requests of an operation that have arrived. */
  asked(operation: string): readonly Asked[];
};

/** For one test. */
export const behindProxy = async (emulator: 'moto' | 'ministack' = 'moto'): Promise<BehindProxy> => {
  const proxy = await proxyTo(inject(emulator));
  onTestFinished(proxy.stop);
  const table = freshTable(proxy.url);
  return {
    table,
    proxy,
    another: () => ({ client: clientOf(proxy.url), name: table.name }),
    just: (before, does) => {
      // Past the proxy, which holds back all others meanwhile.
      const other = { client: clientOf(inject(emulator)), name: table.name };
      let done = false;
      proxy.meddle(async ({ operation }) => {
        if (done || operation !== before) return undefined;
        done = true;
        await does(other);
        return undefined;
      });
    },
    next: (operation, ...come) => {
      const left = [...come];
      proxy.meddle((asked) => (asked.operation === operation ? left.shift() : undefined));
    },
    always: (operation, comes) =>
      proxy.meddle((asked) => (asked.operation === operation ? comes : undefined)),
    asked: (operation) => proxy.asked.filter((one) => one.operation === operation),
  };
};
