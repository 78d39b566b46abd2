import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EC2Client } from '@aws-sdk/client-ec2';
import { FisClient } from '@aws-sdk/client-fis';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { RDSClient } from '@aws-sdk/client-rds';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { SSMClient } from '@aws-sdk/client-ssm';
import { onTestFinished } from 'vitest';
import type { OtherClients } from '../../../adapters/fis/clients.ts';
import { fisDriver } from '../../../adapters/fis/driver.ts';
import { fisEvidence } from '../../../adapters/fis/evidence.ts';
import { fisFence } from '../../../adapters/fis/fence.ts';
import { fisInject } from '../../../adapters/fis/inject.ts';
import { fisResidue } from '../../../adapters/fis/residue.ts';
import { fisResolve } from '../../../adapters/fis/resolve.ts';
import { fisSnapshot } from '../../../adapters/fis/snapshot.ts';
import { fisUndo } from '../../../adapters/fis/undo.ts';
import { fisVerify } from '../../../adapters/fis/verify.ts';
import type { Clock, FaultDriver } from '../../../core/ports.ts';
import type { FisEffect } from './fis-effects.ts';
import { type FisServer, startFisServer } from './fis-server.ts';
import { patientSettings } from './patient-settings.ts';

const region = 'eu-west-1';
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** A client of FIS at an address. */
export const fisAt = (endpoint: string): FisClient =>
  new FisClient({ ...patientSettings({ region, endpoint }), credentials });

/** Clients of the services that own the targets, at an address. */
export const ownersAt = (endpoint: string) => {
  const settings = { ...patientSettings({ region, endpoint }), credentials };
  return {
    ec2: new EC2Client(settings),
    rds: new RDSClient(settings),
    autoScaling: new AutoScalingClient(settings),
    others: othersAt(endpoint),
  };
};

/** Clients of the services that only some faults ask, at an address. */
export const othersAt = (endpoint: string): OtherClients => {
  const settings = { ...patientSettings({ region, endpoint }), credentials };
  return {
    autoScaling: async () => new AutoScalingClient(settings),
    dynamodb: async () => new DynamoDBClient(settings),
    iam: async () => new IAMClient(settings),
    lambda: async () => new LambdaClient(settings),
    ssm: async () => new SSMClient(settings),
    tagging: async () => new ResourceGroupsTaggingAPIClient(settings),
  };
};

/** A clock on which waiting takes no time. */
export const steppingClock = (startMs = Date.parse('2026-11-23T10:00:00Z')): Clock => {
  let nowMs = startMs;
  return {
    now: () => nowMs,
    sleep: async (ms) => {
      nowMs += ms;
    },
    at: () => {
      throw new Error('Nothing here asks to be woken');
    },
  };
};

/** The settings of a deployment's templates. */
export const templateSettings = { roleArn: 'arn:aws:iam::123456789012:role/fis', stage: 'test' };

/** The driver on a FIS of its own that acts on what answers as EC2; gone when the test is. */
export type FisDriverWorld = {
  readonly driver: FaultDriver;
  readonly fis: FisClient;
  readonly server: FisServer;
  readonly clock: Clock;
  /** Runs whose reverting has begun. */
  readonly reverting: Set<string>;
  /** What the run's alarms are. */
  readonly alarms: string[];
};

/** Makes one. */
export const fisDriverWorld = async (
  owners: ReturnType<typeof ownersAt>,
  effects: Readonly<Record<string, FisEffect>>,
): Promise<FisDriverWorld> => {
  const clock = steppingClock();
  const server = await startFisServer({ now: () => clock.now(), effects });
  onTestFinished(() => server.close());
  const fis = fisAt(server.url);
  const reverting = new Set<string>();
  const alarms: string[] = [];
  const needs = { ...owners, fis, clock };
  const driver: FaultDriver = {
    ...fisDriver,
    ...fisResolve(needs),
    ...fisSnapshot(needs),
    ...fisInject({
      ...needs,
      settings: templateSettings,
      mayInject: async (runId) => !reverting.has(runId),
      stopAlarms: async () => alarms,
    }),
    ...fisEvidence(needs),
    ...fisUndo(needs),
    ...fisVerify(needs),
    ...fisResidue(needs),
    // Whoever fences has written before that the run reverts: core/protocol/signal.ts, revert.ts.
    fence: async (runId) => {
      reverting.add(runId);
      await fisFence(fis).fence(runId);
    },
  };
  return { driver, fis, server, clock, reverting, alarms };
};
