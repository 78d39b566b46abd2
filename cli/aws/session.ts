import { userInfo } from 'node:os';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { STSClient } from '@aws-sdk/client-sts';
import type { Command } from 'commander';
import { once } from '../../adapters/drivers/once.ts';
import { whoAmI } from '../../adapters/sts/who-am-i.ts';
import type { Ports } from '../../core/ports.ts';
import { type AwsChoice, stateDirOf, wantsJson } from '../globals.ts';
import { openOutput } from '../output.ts';
import type { Session } from '../session.ts';
import { awsFronts } from './fronts.ts';
import { awsPorts } from './ports.ts';
import { rememberedIn } from './remembered.ts';
import { settingsFor } from './settings.ts';
import { findStack } from './stack.ts';

/** A session with a deployed stack. */
export type AwsSession = Omit<Session, 'idle'> & {
  idle(): Promise<Ports>;
};

// A person waits for it, and each look reads a whole journal.
const lookEveryMs = 2_000;

// What leads another command to the same stack.
const flagsOf = (choice: AwsChoice): string =>
  [
    ' --aws',
    ...(['stage', 'profile', 'region', 'endpoint'] as const).flatMap((name) => {
      const value = choice[name];
      return value === undefined ? [] : [`--${name} ${value}`];
    }),
  ].join(' ');

/** Opens a session with the stack that is asked for. Runs of the lab are left alone. */
export const openAwsSession = async (command: Command, choice: AwsChoice): Promise<AwsSession> => {
  const out = await openOutput(wantsJson(command));
  const settings = settingsFor(choice);
  const on = await findStack(settings, choice);
  const table = { client: new DynamoDBClient(settings), name: on.table };
  const remembered = rememberedIn(table);
  const sts = new STSClient(settings);
  const who = once(async () => (await whoAmI(sts)).arn);
  const place = `s3://${on.bucket}/results`;
  return {
    ...{ out, stateDir: stateDirOf(command), desk: remembered, lab: undefined, recovered: [] },
    ...{ lookEveryMs, who, flags: flagsOf(choice) },
    ...{ now: Date.now, fronts: awsFronts(settings, on, table) },
    stack: `The stage ${on.stage}, with its table ${on.table}.`,
    // To stop must not fail because nobody can say who stops.
    idle: once(async () => {
      const actor = await who().catch(() => userInfo().username);
      return awsPorts({ settings, stack: on, table, remembered, actor });
    }),
    // Whatever becomes of its execution, the stack's own reconciler goes on.
    goesOn: async () => true,
    recordLine: (id) => out.style('dim', `  report: ${place}/${id}.html · data: the same with .json`),
    outlook: async (plan, experiment) =>
      (await import('./outlook.ts')).awsOutlook(settings, choice.stage, plan, experiment),
    moveFisLever: async (status, reason) =>
      (await import('./fis-lever.ts')).moveFisLever(settings, status, reason),
    preview: async (plan) => (await import('./preview.ts')).previewed(settings, choice.stage, plan),
    quotas: async (plan) => (await import('./quota-refusals.ts')).quotaRefusals(settings, plan),
    close: () => {
      table.client.destroy();
      sts.destroy();
    },
  };
};
