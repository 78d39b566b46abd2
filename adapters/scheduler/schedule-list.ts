import { GetScheduleCommand, paginateListSchedules, type SchedulerClient } from '@aws-sdk/client-scheduler';
import { NotFound } from '../../core/errors.ts';
import type { DeployedSchedule, Schedules } from '../../core/fronts.ts';
import { calling } from '../aws/calling.ts';
import { deployedSchedule } from './run-schedule.ts';

/** All schedules of a stage's documents. */
export const scheduleList = (client: SchedulerClient, group: string): Pick<Schedules, 'list'> => ({
  list: async () => {
    const names = await calling('list the schedules', () => namesIn(client, group));
    const found = [];
    // One after the other: the service's rate is the account's.
    for (const name of names) found.push(...(await one(client, group, name)));
    return found.sort(byKindAndName);
  },
});

const namesIn = async (client: SchedulerClient, group: string): Promise<readonly string[]> => {
  const names: string[] = [];
  for await (const { Schedules = [] } of paginateListSchedules({ client }, { GroupName: group }))
    names.push(...Schedules.flatMap(({ Name }) => Name ?? []));
  return names;
};

const one = async (
  client: SchedulerClient,
  group: string,
  name: string,
): Promise<readonly DeployedSchedule[]> => {
  try {
    const get = new GetScheduleCommand({ Name: name, GroupName: group });
    return [deployedSchedule(await calling(`read the schedule ${name}`, () => client.send(get)))];
  } catch (failure) {
    // It was removed since.
    if (failure instanceof NotFound) return [];
    throw failure;
  }
};

const byKindAndName = (a: DeployedSchedule, b: DeployedSchedule): number =>
  `${a.kind} ${a.name}` < `${b.kind} ${b.name}` ? -1 : 1;
