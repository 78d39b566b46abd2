import { describe, expect, test } from 'vitest';
import { type Clients, driverClients } from '../../../adapters/drivers/clients.ts';
import { everyAttribute } from '../../../adapters/drivers/every-attribute.ts';
import { fencingDrivers } from '../../../adapters/drivers/fencing.ts';
import { injectingDrivers } from '../../../adapters/drivers/injecting.ts';
import { lookingDrivers } from '../../../adapters/drivers/looking.ts';
import { undoingDrivers } from '../../../adapters/drivers/undoing.ts';
import { KNOWN_ACTIONS } from '../../../core/documents/known-actions.ts';
import { memoryFences } from './far-end.ts';

const fences = memoryFences();
const nobody = () => Promise.reject(new Error('no client was to be made'));
const clients: Clients = {
  autoScaling: nobody,
  cloudWatch: nobody,
  ec2: nobody,
  elb: nobody,
  eventBridge: nobody,
  lambda: nobody,
  ssm: nobody,
  tagging: nobody,
};
const lists = {
  fencing: fencingDrivers(fences),
  injecting: injectingDrivers(clients, fences),
  looking: lookingDrivers(clients),
  undoing: undoingDrivers(clients, fences),
};
const actions = everyAttribute.map(({ action }) => action);

describe.each(Object.entries(lists))('the list for %s', (_part, drivers) => {
  test('has every driver of ours, and knows its facts without asking anybody', () => {
    expect(drivers.map(({ name }) => name)).toEqual(actions);
    for (const driver of drivers) {
      expect(driver.facts(driver.name)).toMatchObject({ revertClass: 'ours', undo: expect.any(String) });
      expect(driver.facts('aws:ec2:stop-instances')).toBeUndefined();
    }
  });
});

test('the actions are those that documents may name', () => {
  expect(actions.filter((action) => !KNOWN_ACTIONS.has(action))).toEqual([]);
});

test('a fence is raised without a client of any service that a driver changes', async () => {
  for (const { fence } of [...lists.fencing, ...lists.undoing]) await fence('run-7');

  expect(await fences.isRaised('run-7')).toBe(true);
});

test('a client is made once, when it is first asked for', async () => {
  const { ssm } = driverClients({
    region: 'eu-west-1',
    maxAttempts: 1,
    retryMode: 'adaptive',
    requestHandler: { connectionTimeout: 1, requestTimeout: 1, throwOnRequestTimeout: true },
  });

  expect(await ssm()).toBe(await ssm());
});
