import { experimentReader } from '../../adapters/dynamodb/experiments.ts';
import { faultArming } from '../../adapters/dynamodb/faults.ts';
import { journalWriter } from '../../adapters/dynamodb/journal-append.ts';
import { runUpdates } from '../../adapters/dynamodb/run-updates.ts';
import { runReader } from '../../adapters/dynamodb/runs.ts';
import { armDeadMen } from '../../adapters/scheduler/arm.ts';
import { postponeDeadMen } from '../../adapters/scheduler/postpone.ts';
import { scheduler } from '../_aws/clients/scheduler.ts';
import { common } from '../_aws/common.ts';
import { deadManPlace } from '../_aws/dead-man-place.ts';
import { snapshotting } from '../_aws/faults/snapshotting.ts';
import { table } from '../_aws/table.ts';
import { wire } from '../_lambda/wire.ts';
import { handler } from './handler.ts';

/** On AWS. */
export const main = handler(
  wire('arm-deadman', {
    ...common,
    deadMan: {
      ...armDeadMen(scheduler, deadManPlace),
      ...postponeDeadMen(scheduler, deadManPlace.group, common.clock),
    },
    experiments: experimentReader(table),
    journal: journalWriter(table),
    runs: { ...runReader(table), ...faultArming(table), ...runUpdates(table) },
    faults: snapshotting,
  }),
);
