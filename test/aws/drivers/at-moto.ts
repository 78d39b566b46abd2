import { randomUUID } from 'node:crypto';
import { afterEach, inject } from 'vitest';
import { type Clients, driverClients } from '../../../adapters/drivers/clients.ts';
import { fenceReader, fenceWriter } from '../../../adapters/drivers/dynamodb-fences.ts';
import { injectingDrivers } from '../../../adapters/drivers/injecting.ts';
import { lookingDrivers } from '../../../adapters/drivers/looking.ts';
import { undoingDrivers } from '../../../adapters/drivers/undoing.ts';
import type { Fault } from '../../../core/experiment.ts';
import type { FaultDriver } from '../../../core/ports.ts';
import { freshTable } from '../dynamodb/fresh-table.ts';
import { dummyCredentials } from '../support/credentials.ts';
import { patientSettings } from '../support/patient-settings.ts';
import { type ProxyServer, proxyTo } from '../support/proxy.ts';

/** A driver of ours at moto, behind a proxy that a test may meddle with, and clients that go straight to moto. */
export type AtMoto = {
  readonly driver: FaultDriver;
  readonly proxy: ProxyServer;
  /** Straight to moto, for whoever sets the scene. */
  readonly clients: Clients;
  /** In the tags and names of everything that a test makes. */
  readonly id: string;
};

/** Settings of clients that ask an emulator. */
export const settingsAt = (endpoint: string) => ({
  ...patientSettings({ region: 'eu-west-1', endpoint }),
  credentials: dummyCredentials,
});

const proxies: ProxyServer[] = [];

/** Makes one of our drivers from its three parts, as the functions have them. */
export const atMoto = async (action: string): Promise<AtMoto> => {
  const moto = inject('moto');
  const proxy = await proxyTo(moto);
  proxies.push(proxy);
  const clients = driverClients(settingsAt(proxy.url));
  const table = freshTable(moto);
  const part = <Part extends Pick<FaultDriver, 'facts'>>(parts: readonly Part[]): Part => {
    const found = parts.find(({ facts }) => facts(action) !== undefined);
    if (found === undefined) throw new Error(`No driver makes ${action}`);
    return found;
  };
  const driver = {
    ...part(lookingDrivers(clients)),
    ...part(injectingDrivers(clients, fenceReader(table))),
    ...part(undoingDrivers(clients, fenceWriter(table))),
  };
  return {
    driver,
    proxy,
    clients: driverClients(settingsAt(moto)),
    id: randomUUID().slice(0, 8),
  };
};

/** Ends the proxies of a test file's tests, after each. */
export const closeProxies = (): void => {
  afterEach(async () => {
    await Promise.all(proxies.splice(0).map((proxy) => proxy.stop()));
  });
};

/** A fault on whatever carries the tag `app`. */
export const faultOn = (
  action: string,
  resourceType: string,
  app: string,
  parameters: Fault['parameters'] = {},
): Fault => ({
  name: 'break-it',
  action,
  targets: { resourceType, tags: { app }, filters: [], select: { mode: 'ALL' } },
  parameters,
  startAfterMs: 0,
  durationMs: 120_000,
});

/** What a target is tagged with. */
export const tagsFor = (app: string): Record<string, string> => ({ app, 'firedrill:consent': 'allowed' });

/** The same as the many services that take a list. */
export const tagListFor = (app: string) =>
  Object.entries(tagsFor(app)).map(([Key, Value]) => ({ Key, Value }));
