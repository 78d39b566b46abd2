import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { armDeadMen } from '../../../adapters/scheduler/arm.ts';
import { disarmDeadMen } from '../../../adapters/scheduler/disarm.ts';
import { postponeDeadMen } from '../../../adapters/scheduler/postpone.ts';
import { failsAsCallsDo } from '../support/signals-failures.ts';

const place = { group: 'g', functionArn: 'arn:f', roleArn: 'arn:r', deadLetterArn: 'arn:q' };

failsAsCallsDo('EventBridge Scheduler', {
  arm: (settings) => armDeadMen(new SchedulerClient(settings), place).arm({ runId: 'run-1', faults: [] }, 0),
  postpone: (settings) =>
    postponeDeadMen(new SchedulerClient(settings), 'g', { now: Date.now }).postpone('run-1', 0),
  disarm: (settings) => disarmDeadMen(new SchedulerClient(settings), 'g').disarm('run-1'),
});
