import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EC2Client, RunInstancesCommand, TerminateInstancesCommand } from '@aws-sdk/client-ec2';
import { FisClient } from '@aws-sdk/client-fis';
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wallClock } from '../../../adapters/clock/wall-clock.ts';
import { faultUpdates } from '../../../adapters/dynamodb/fault-updates.ts';
import { faultArming } from '../../../adapters/dynamodb/faults.ts';
import { runCreation } from '../../../adapters/dynamodb/run-creation.ts';
import { fisFence } from '../../../adapters/fis/fence.ts';
import { fisInject } from '../../../adapters/fis/inject.ts';
import { templatesOf } from '../../../adapters/fis/listed.ts';
import { fisUndo } from '../../../adapters/fis/undo.ts';
import type { FaultRecord } from '../../../core/run.ts';
import { statementsOf } from '../../../scripts/package/statements.ts';
import { sampleRun } from '../../contracts/samples.ts';
import { setup as packageOnce } from '../../package/global-setup.ts';
import { packagedTemplate } from '../../package/packaged.ts';
import { freshTable } from '../dynamodb/fresh-table.ts';
import { dummyCredentials } from '../support/credentials.ts';
import type { Emulator } from '../support/emulator-process.ts';
import { stoppingRecord } from '../support/fis-record.ts';
import { templateSettings } from '../support/fis-world.ts';
import { startMoto } from '../support/moto.ts';
import { patientSettings } from '../support/patient-settings.ts';

const packagedAt = new URL('../../../.serverless/cloudformation-template-update-stack.json', import.meta.url);
const region = 'eu-west-1';
let moto: Emulator;

// Until the roles are there moto lets everything pass; then it asks them.
const ask = async (isAsking: boolean) => {
  await fetch(`${moto.url}/moto-api/reset-auth`, { method: 'POST', body: isAsking ? '0' : '1000000000' });
};

beforeAll(async () => {
  if (!existsSync(packagedAt)) packageOnce();
  moto = await startMoto({ INITIAL_NO_AUTH_ACTION_COUNT: '1000000000' });
  // To package takes a minute, and several beside everything else.
}, 600_000);

afterAll(() => moto.stop());

const settings = (credentials: object = dummyCredentials) => ({
  ...patientSettings({ region, endpoint: moto.url }),
  credentials: credentials as typeof dummyCredentials,
});

/**
 * A function's role as the packaged template has it, but that every resource stands for all, and what is conditional is left
 * out: moto judges actions, and neither ARNs of requests nor their conditions.
 */
const roleOf = async (role: string) => {
  const Statement = statementsOf(packagedTemplate())
    .filter((one) => one.role === role && (one.effect === 'Allow' || one.condition === undefined))
    .map(({ effect, actions }) => ({ Effect: effect, Action: actions, Resource: '*' }));
  expect(Statement.length).toBeGreaterThan(3);
  const iam = new IAMClient(settings());
  const RoleName = `${role}-${randomUUID().slice(0, 8)}`;
  const trust = JSON.stringify({ Version: '2012-10-17', Statement: [] });
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'as-packaged', PolicyDocument }));
  const RoleArn = `arn:aws:iam::123456789012:role/${RoleName}`;
  const { Credentials: given } = await new STSClient(settings()).send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test' }),
  );
  return settings({
    accessKeyId: given?.AccessKeyId,
    secretAccessKey: given?.SecretAccessKey,
    sessionToken: given?.SessionToken,
  });
};

type Settings = Awaited<ReturnType<typeof roleOf>>;

const injector = (as: Settings) =>
  fisInject({
    ...{ fis: new FisClient(as), clock: wallClock, settings: templateSettings },
    mayInject: async () => true,
    stopAlarms: async () => [],
  });

const faultedRun = async (): Promise<{
  readonly fault: FaultRecord;
  readonly table: ReturnType<typeof freshTable>;
}> => {
  const table = freshTable(moto.url);
  const runId = `run-${randomUUID()}`;
  const { Instances = [] } = await new EC2Client(settings()).send(
    new RunInstancesCommand({ ImageId: 'ami-12c6146b', MinCount: 1, MaxCount: 1 }),
  );
  expect(Instances).toHaveLength(1);
  const fault = stoppingRecord(1, { runId, token: `${runId}/0` });
  await runCreation(table).create(sampleRun({ runId }));
  await faultArming(table).putFault(fault);
  return { fault, table };
};

// Moto refuses in XML, whatever the service speaks, so that only the status is sure.
const isDenied = async (asked: Promise<unknown> | undefined): Promise<boolean> => {
  try {
    await asked;
    return false;
  } catch (failure) {
    for (let one: unknown = failure; one instanceof Error; one = one.cause)
      if (statusOf(one) === 403) return true;
    return /not authorized|UnauthorizedOperation/.test(String(failure));
  }
};

type Answered = {
  readonly $metadata?: { httpStatusCode?: number };
  readonly $response?: { statusCode?: number };
};

const statusOf = (failure: Error & Answered): number | undefined =>
  failure.$response?.statusCode ?? failure.$metadata?.httpStatusCode;

const forbidden: Readonly<Record<string, (as: Settings) => Promise<unknown>>> = {
  'end an instance': (as) => new EC2Client(as).send(new TerminateInstancesCommand({ InstanceIds: ['i-1'] })),
  'make itself more powerful': (as) =>
    new IAMClient(as).send(
      new AttachRolePolicyCommand({
        RoleName: 'r',
        PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
      }),
    ),
  'drop the table': (as) => new DynamoDBClient(as).send(new DeleteTableCommand({ TableName: 't' })),
};

describe.each(['InjectFaultsRole', 'RevertFaultsRole'])('%s, asked by moto', (role) => {
  test.each(Object.keys(forbidden))('may not %s', async (what) => {
    await ask(false);
    const as = await roleOf(role);
    await ask(true);
    expect(await isDenied(forbidden[what]?.(as))).toBe(true);
  });
});

test('what injects may start a fault and write it down, and what reverts may end it and may start none', async () => {
  await ask(false);
  const [inject, revert] = [await roleOf('InjectFaultsRole'), await roleOf('RevertFaultsRole')];
  const { fault, table } = await faultedRun();
  await ask(true);

  const written = { client: new DynamoDBClient(inject), name: table.name };
  await faultUpdates(written).updateFault(fault.runId, 0, { state: 'intended', intendedAtMs: 1 });
  await injector(inject).inject(fault);

  expect(await isDenied(injector(revert).inject(fault))).toBe(true);
  const fis = new FisClient(revert);
  await fisFence(fis).fence(fault.runId);
  // There is no such instance, and an undo says so: what counts is that nobody was refused.
  const undone = fisUndo({ fis, ec2: new EC2Client(revert), clock: wallClock }).undo(fault);
  expect(await isDenied(undone)).toBe(false);
  await ask(false);
  expect(await templatesOf(new FisClient(settings()), fault)).toEqual([]);
});
