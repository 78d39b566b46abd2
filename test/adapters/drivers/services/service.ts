import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import type { Arbitrary } from 'fast-check';
import type { Clients } from '../../../../adapters/drivers/clients.ts';
import type { Fences } from '../../../../adapters/drivers/fences.ts';
import { injectingDrivers } from '../../../../adapters/drivers/injecting.ts';
import { lookingDrivers } from '../../../../adapters/drivers/looking.ts';
import { undoingDrivers } from '../../../../adapters/drivers/undoing.ts';
import type { Fault } from '../../../../core/experiment.ts';
import type { FaultDriver } from '../../../../core/ports.ts';
import { memoryFences } from '../far-end.ts';
import { inMemory, type Line } from './line.ts';

/** One of our drivers on its service in memory. */
export type World = {
  readonly driver: FaultDriver;
  readonly line: Line;
  readonly fault: Fault;
  /** Everything that the service has, by item: targets, and what is no target at all. */
  state(): Readonly<Record<string, unknown>>;
  /** The item that is changed where a target is hit. */
  itemOf(arn: string): string;
  /** Makes of a target something that is neither as it was nor as the fault makes it, or ends it. */
  meddle(arn: string): void;
};

/** A state before, and the world that it is made into. */
export type Beginning = { readonly before: unknown; make(): World };

/** A driver's action, and any state before of the service behind it. */
export type Service = { readonly action: string; readonly worlds: Arbitrary<Beginning> };

/** Worlds in any of these states: a failing test prints the state. */
export const worldsOf = <Before>(
  states: Arbitrary<Before>,
  make: (before: Before) => World,
): Arbitrary<Beginning> => states.map((before) => ({ before, make: () => make(before) }));

const nobody = () => Promise.reject(new Error('nobody is asked by this driver'));

/** One of our drivers, made from its parts as the functions have them. */
export const driverOn = (
  action: string,
  clients: Partial<Clients>,
  fences: Fences = memoryFences(),
): FaultDriver => {
  const all: Clients = {
    autoScaling: nobody,
    cloudWatch: nobody,
    ec2: nobody,
    elb: nobody,
    eventBridge: nobody,
    lambda: nobody,
    ssm: nobody,
    tagging: nobody,
    ...clients,
  };
  const part = <Part extends Pick<FaultDriver, 'name'>>(parts: readonly Part[]): Part => {
    const found = parts.find(({ name }) => name === action);
    if (found === undefined) throw new Error(`No driver makes ${action}`);
    return found;
  };
  return {
    ...part(lookingDrivers(all)),
    ...part(injectingDrivers(all, fences)),
    ...part(undoingDrivers(all, fences)),
  };
};

/** A fault on these ARNs. */
export const faultOn = (
  action: string,
  resourceType: string,
  arns: readonly string[],
  parameters: Fault['parameters'] = {},
): Fault => ({
  name: 'break-it',
  action,
  targets: { resourceType, arns, filters: [], select: { mode: 'ALL' } },
  parameters,
  startAfterMs: 0,
  durationMs: 120_000,
});

/** The Resource Groups Tagging API, for whatever it is asked about. */
export const taggingOf = (line: Line) => ({
  tagging: async () =>
    inMemory(ResourceGroupsTaggingAPIClient, line, {
      GetResources: ({ ResourceARNList = [] }: { ResourceARNList?: string[] }) => ({
        ResourceTagMappingList: ResourceARNList.map((ResourceARN) => ({ ResourceARN, Tags: [] })),
      }),
    }),
});

/** A copy of what a map has now. */
export const copyOf = (items: ReadonlyMap<string, unknown>): Record<string, unknown> =>
  structuredClone(Object.fromEntries(items));
