import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EC2Client } from '@aws-sdk/client-ec2';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateScheduleGroupCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { SFNClient } from '@aws-sdk/client-sfn';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { parse } from 'yaml';
import { wallClock } from '../../../adapters/clock/wall-clock.ts';
import { journalWriter } from '../../../adapters/dynamodb/journal-append.ts';
import { runCreation } from '../../../adapters/dynamodb/run-creation.ts';
import { tableSchema } from '../../../adapters/dynamodb/table.ts';
import { startExecutions } from '../../../adapters/sfn/start.ts';
import type { Starting } from '../../../core/protocol/start.ts';
import type { Handler } from '../../../functions/_lambda/task.ts';
import type { Engine } from '../../../lab/engine/api.ts';
import { createEngine } from '../../../lab/engine/engine.ts';
import { labClock } from '../../../lab/lab-clock.ts';
import { substitutions } from '../../support/machines.ts';
import { ec2Effects } from '../support/fis-effects.ts';
import { startFisServer } from '../support/fis-server.ts';
import { environmentOf, region } from './environment.ts';
import { type Front, openFront, passedOn } from './front.ts';
import { deployedFunctions, lambdaInvoke } from './functions.ts';
import { stepFunctions } from './step-functions.ts';

/** A deployed stage, on emulators: everything of AWS behind one address, and the functions with their own roots. */
export type Stage = {
  readonly front: Front;
  readonly functions: ReadonlyMap<string, Handler>;
  readonly engine: Engine;
  /** The names that a deployment gives its functions. */
  readonly environment: Readonly<Record<string, string>>;
  readonly clients: {
    readonly cloudwatch: CloudWatchClient;
    readonly dynamodb: DynamoDBClient;
    readonly ec2: EC2Client;
    readonly s3: S3Client;
    readonly scheduler: SchedulerClient;
  };
  /** What starts a run, as the API would. */
  trigger(): Starting;
  close(): Promise<void>;
};

/** The state machines' pauses; functions and emulators live by the clock on the wall. */
const timesAsFast = 6;

/**
 * Opens a stage: moto for what it does, ministack for CloudWatch, a FIS that acts on moto's EC2, the state machines as
 * deployed on the engine that executes them, and Lambda's Invoke before the functions.
 */
export const openStage = async (moto: string, ministack: string): Promise<Stage> => {
  const mark = randomUUID().slice(0, 8);
  const parts: { functions?: ReadonlyMap<string, Handler>; engine?: Engine } = {};
  const functions = () => parts.functions ?? new Map<string, Handler>();
  const engine = () => {
    if (parts.engine === undefined) throw new Error('The engine is not there yet');
    return parts.engine;
  };
  const settings = {
    ...{ region, credentials: { accessKeyId: 'testing', secretAccessKey: 'testing' } },
  };
  const ec2 = new EC2Client({ ...settings, endpoint: moto });
  const fis = await startFisServer({ now: () => Date.now(), effects: ec2Effects(ec2) });
  const front = await openFront(
    {
      fis: passedOn(fis.url),
      lambda: lambdaInvoke(functions),
      monitoring: passedOn(ministack),
      states: stepFunctions(engine),
    },
    passedOn(moto),
  );
  const at = { ...settings, endpoint: front.url };
  const clients = {
    cloudwatch: new CloudWatchClient(at),
    dynamodb: new DynamoDBClient(at),
    ec2: new EC2Client(at),
    s3: new S3Client({ ...at, forcePathStyle: true }),
    scheduler: new SchedulerClient(at),
  };
  const environment = environmentOf(mark, front.url);
  await makeResources(clients, new SNSClient(at), environment);
  Object.assign(process.env, environment);
  parts.functions = await deployedFunctions();
  parts.engine = createEngine({
    clock: labClock({ originMs: Date.now(), scale: timesAsFast }),
    random: Math.random,
    id: randomUUID,
    invoke: async (name, payload) => functions().get(name)?.(payload),
  });
  for (const machine of ['experiment', 'gameday'])
    parts.engine.createStateMachine(machine, definitionOf(machine), substitutions);
  const close = async () => {
    front.close();
    await fis.close();
  };
  const table = { client: clients.dynamodb, name: environment.FIREDRILL_TABLE ?? '' };
  const machines = {
    experiment: environment.FIREDRILL_EXPERIMENT_MACHINE ?? '',
    gameday: environment.FIREDRILL_GAMEDAY_MACHINE ?? '',
  };
  const trigger = (): Starting => ({
    ...{ runs: runCreation(table), journal: journalWriter(table), clock: wallClock, actor: 'test' },
    executions: startExecutions(new SFNClient(at), machines),
  });
  return { front, functions: parts.functions, engine: parts.engine, environment, clients, trigger, close };
};

const definitionOf = (machine: string): unknown =>
  JSON.parse(
    JSON.stringify(
      parse(readFileSync(new URL(`../../../statemachines/${machine}.asl.yml`, import.meta.url), 'utf8')),
    ),
    (key, value) => (key === 'TimeoutSeconds' ? onTheWall(value) : value),
  );

// Whoever is waited for lives by the clock on the wall: on a slow machine he would be given up in the middle of his work.
const onTheWall = (seconds: number | string): number | string =>
  typeof seconds === 'number'
    ? seconds * timesAsFast
    : seconds.replace(/^\{%(.*)%\}$/, `{% ($1) * ${timesAsFast} %}`);

const makeResources = async (
  { dynamodb, s3, scheduler }: Pick<Stage['clients'], 'dynamodb' | 's3' | 'scheduler'>,
  sns: SNSClient,
  environment: Stage['environment'],
): Promise<void> => {
  const { FIREDRILL_TABLE: TableName, FIREDRILL_BUCKET: Bucket, FIREDRILL_TOPIC: topic = '' } = environment;
  await dynamodb.send(new CreateTableCommand({ TableName, BillingMode: 'PAY_PER_REQUEST', ...tableSchema }));
  await s3.send(
    new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: region } }),
  );
  for (const Name of [environment.FIREDRILL_DEADMAN_GROUP, environment.FIREDRILL_SCHEDULE_GROUP])
    await scheduler.send(new CreateScheduleGroupCommand({ Name }));
  await sns.send(new CreateTopicCommand({ Name: topic.slice(topic.lastIndexOf(':') + 1) }));
};
