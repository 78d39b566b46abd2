import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { inject } from 'vitest';
import type { Table } from '../../../../adapters/dynamodb/table.ts';
import { type Ended, type Program, type Start, start } from '../../../e2e/support/program.ts';
import { settingsAt } from '../../drivers/at-moto.ts';
import { freshTable } from '../../dynamodb/fresh-table.ts';
import { freshBucket } from '../../s3/fresh-bucket.ts';

/** A stage at moto: its table, its bucket, and state machines that wait for ever. */
export type AtStage = {
  readonly table: Table;
  readonly bucket: string;
  readonly stateDir: string;
  /** Starts a command with `--aws`; its options lead to this stage. `--json` is added. */
  start(args: readonly string[], how?: Omit<Start, 'args'>): Program;
  /** Runs a command to its end. */
  run(...args: readonly string[]): Promise<Ended>;
  /** Writes a document and gives its path. */
  write(name: string, text: string): string;
  close(): void;
};

/** The Region of everything in here: moto keeps them apart as AWS does. */
export const region = 'eu-west-1';

/** What the commands of a test are told by their environment. */
export const credentialsEnv = { AWS_ACCESS_KEY_ID: 'testing', AWS_SECRET_ACCESS_KEY: 'testing' } as const;

/** Makes a stage of its own. Close it in afterAll. */
export const openStage = async (): Promise<AtStage> => {
  const endpoint = inject('moto');
  const table = freshTable(endpoint);
  const { name: bucket } = await freshBucket(endpoint);
  const sfn = new SFNClient(settingsAt(endpoint));
  const machine = async (kind: string) => {
    const definition = JSON.stringify({
      StartAt: 'Rest',
      States: { Rest: { Type: 'Wait', Seconds: 600, End: true } },
    });
    const roleArn = 'arn:aws:iam::123456789012:role/machine';
    const order = { name: `${kind}-${randomUUID()}`, definition, roleArn };
    return (await sfn.send(new CreateStateMachineCommand(order))).stateMachineArn ?? '';
  };
  const env = {
    ...credentialsEnv,
    FIREDRILL_TABLE: table.name,
    FIREDRILL_BUCKET: bucket,
    FIREDRILL_EXPERIMENT_MACHINE: await machine('experiment'),
    FIREDRILL_GAMEDAY_MACHINE: await machine('gameday'),
  };
  const folder = mkdtempSync(join(tmpdir(), 'firedrill aws-'));
  const stateDir = join(folder, 'state');
  const place = ['--aws', '--endpoint', endpoint, '--region', region, '--stage', 'test'];
  const begin = (args: readonly string[], how: Omit<Start, 'args'> = {}) =>
    start({
      ...how,
      args: ['--state', stateDir, '--json', ...place, ...args],
      env: { ...env, ...how.env },
    });
  return {
    table,
    bucket,
    stateDir,
    start: begin,
    run: (...args) => begin(args).ended,
    write: (name, text) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
};
