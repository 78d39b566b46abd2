import { alarmMuteRules } from '../../adapters/cloudwatch/mute-rules.ts';
import { experimentReader } from '../../adapters/dynamodb/experiments.ts';
import { journalWriter } from '../../adapters/dynamodb/journal-append.ts';
import { runReader } from '../../adapters/dynamodb/runs.ts';
import { cloudwatch } from '../_aws/clients/cloudwatch.ts';
import { common } from '../_aws/common.ts';
import { table } from '../_aws/table.ts';
import { handler } from './handler.ts';

/** On AWS. */
export const main = handler({
  ...common,
  runs: runReader(table),
  experiments: experimentReader(table),
  journal: journalWriter(table),
  mutes: alarmMuteRules(cloudwatch),
});
