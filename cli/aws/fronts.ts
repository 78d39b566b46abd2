import { SchedulerClient } from '@aws-sdk/client-scheduler';
import type { ClientSettings } from '../../adapters/aws/settings.ts';
import { wallClock } from '../../adapters/clock/wall-clock.ts';
import { definitions } from '../../adapters/dynamodb/definitions.ts';
import { occurrenceReader, occurrenceWriter } from '../../adapters/dynamodb/occurrences.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { schedules } from '../../adapters/scheduler/schedules.ts';
import { NotFound } from '../../core/errors.ts';
import type { Schedules } from '../../core/fronts.ts';
import type { DeployFronts } from '../session.ts';
import { type Stack, stackName } from './stack.ts';

/** What is deployed in a stack, and when it runs by itself. */
export const awsFronts = (settings: ClientSettings, stack: Stack, table: Table): DeployFronts => ({
  definitions: definitions(table),
  schedules: schedulesOf(settings, stack),
  occurrences: { ...occurrenceReader(table), ...occurrenceWriter(table) },
});

const schedulesOf = (settings: ClientSettings, { stage, schedules: place }: Stack): Schedules => {
  if (place) return schedules(new SchedulerClient(settings), place, wallClock);
  const none = async (): Promise<never> => {
    throw new NotFound(`the stack ${stackName(stage)} has no group of schedules: deploy it again`);
  };
  return { put: none, remove: none, get: none, list: none, pause: none, resume: none };
};
